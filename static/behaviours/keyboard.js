// "/" search, "g h" home and its like, "j" "k" through a list, "?" shows them all.
import { shape } from "./words.js";

const PLACES = { h: "/", s: "/stories", l: "/lists", b: "/boards", c: "/chat", p: "/passport" };
const TOGETHER = 1200;
let wentAt = Number.NEGATIVE_INFINITY;

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (document.querySelector("dialog[open]")) return;
  const place = event.timeStamp - wentAt < TOGETHER && PLACES[event.key];
  wentAt = event.key === "g" ? event.timeStamp : Number.NEGATIVE_INFINITY;
  if (place) return location.assign(place);

  const act = ACTS[event.key];
  if (act && act(event) !== false) event.preventDefault();
});

const ACTS = {
  "/": () => {
    const box = document.querySelector("[data-search]");
    if (box) box.focus();
    else location.assign("/search");
  },
  "?": showShortcuts,
  j: () => step(1),
  k: () => step(-1),
  Enter: ({ target }) => {
    const link = target.matches("[data-item]") && target.querySelector("h2 a, h3 a, a");
    return link ? link.click() : false;
  },
};

/** @param {EventTarget} target */
function isTyping(target) {
  return target.closest?.("input, textarea, select, [contenteditable]");
}

/** @param {1 | -1} by */
function step(by) {
  const items = [...document.querySelectorAll("[data-item]")].filter((item) => item.checkVisibility());
  const at = items.indexOf(document.activeElement?.closest("[data-item]"));
  const item = items[Math.min(Math.max(at + by, 0), items.length - 1)];
  if (!item) return false;
  if (item.tabIndex < 0) item.tabIndex = -1;
  item.focus({ preventScroll: true });
  item.scrollIntoView({ block: "nearest" });
}

function showShortcuts() {
  document.body.append(shape("shortcuts"));
  const dialog = /** @type {HTMLDialogElement} */ (document.body.lastElementChild);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.showModal();
}
