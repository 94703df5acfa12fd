// What was just done, said once: it goes by itself, unless it is being read or it is an error.
import { shape } from "./words.js";

const READING_TIME = 6000;
const region = document.querySelector("[data-toasts]");

/**
 * Say a sentence at the foot of the page.
 * @param {string} sentence
 * @param {"good" | "error"} [kind]
 */
export function say(sentence, kind = "good") {
  const toast = shape("toast").firstElementChild;
  toast.classList.add(kind);
  toast.querySelector("p").textContent = sentence;
  const sign = toast.querySelector("use");
  if (kind === "error") sign.setAttribute("href", sign.getAttribute("href").replace(/#.*/, "#circle-alert"));
  region?.append(toast);
  stay(toast);
}

/** @param {Element} toast */
function stay(toast) {
  if (toast.classList.contains("error")) return;
  const wait = () => {
    if (toast.matches(":hover, :focus-within")) setTimeout(wait, READING_TIME);
    else leave(toast);
  };
  setTimeout(wait, READING_TIME);
}

/** @param {Element} toast */
function leave(toast) {
  toast.classList.add("fading");
  setTimeout(() => toast.remove(), 200);
}

region?.addEventListener("click", ({ target }) => {
  if (target.closest("[data-dismiss]")) leave(target.closest("[data-toast]"));
});
for (const toast of region?.querySelectorAll("[data-toast]") ?? []) stay(toast);
