// A like shows at once. When it could not be stored it is taken back, with a sentence.
import { say } from "./toasts.js";
import { word } from "./words.js";

document.addEventListener("submit", async (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (!form.matches("form[data-like]")) return;
  event.preventDefault();
  if (form.ariaBusy === "true") return;

  const wish = new FormData(form);
  const liked = wish.get("liked") === "1";
  const before = numberIn(form);
  show(form, liked, before + (liked ? 1 : -1));
  form.ariaBusy = "true";
  try {
    const headers = { Accept: "application/json" };
    const answer = await fetch(form.action, { method: "POST", body: wish, headers });
    if (!answer.ok) throw new Error(`${answer.status}`);
    const stored = await facts(answer);
    show(form, stored.liked ?? liked, stored.count ?? numberIn(form));
  } catch {
    show(form, !liked, before);
    say(word(navigator.onLine ? "not-stored" : "no-connection"), "error");
  } finally {
    form.ariaBusy = null;
  }
});

/** @param {HTMLFormElement} form */
function numberIn(form) {
  return Number(form.querySelector("[data-like-count]").textContent.replace(/\D/g, ""));
}

/** @param {HTMLFormElement} form @param {boolean} liked @param {number} count */
function show(form, liked, count) {
  form.querySelector("button").ariaPressed = String(liked);
  form.elements.namedItem("liked").value = liked ? "0" : "1";
  form.querySelector("[data-like-count]").textContent = String(Math.max(0, count));
}

/** @param {Response} answer @returns {Promise<{liked?: boolean, count?: number}>} */
async function facts(answer) {
  const json = answer.headers.get("Content-Type")?.startsWith("application/json");
  return json ? answer.json() : {};
}
