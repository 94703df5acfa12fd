// A reaction shows at once, and what others feel as it happens. Six to choose from: by press, long press or keyboard.
import { socket } from "../../behaviours/socket.js";
import { say } from "../../behaviours/toasts.js";
import { shape, word } from "../../behaviours/words.js";

const LONG = 450; // milliseconds
const AWAY = 24; // pixels
/** @type {Map<string, Record<string, number>>} what is known of the kinds, by contribution */
const known = new Map();
let menu;
let opener;
let openedAt = 0; // how far the page was scrolled

document.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (!form.matches("form[data-reactions]")) return;
  event.preventDefault();
  if (!held) become(form, form.dataset.mine ? "" : "like");
  held = false;
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-react]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  open(link.closest("form"), link);
});

let held = false;
let holding = 0;
document.addEventListener("pointerdown", (event) => {
  const button = event.target.closest("[data-reaction]");
  held = false;
  if (!button || event.pointerType === "mouse") return;
  holding = setTimeout(() => {
    held = true;
    open(button.form, button);
  }, LONG);
});
for (const end of ["pointerup", "pointercancel", "pointermove", "scroll"]) {
  document.addEventListener(end, () => clearTimeout(holding), { passive: true });
}

socket.on("contribution.liked", ({ id, likes, counts }) => {
  known.set(String(id), counts);
  for (const place of document.querySelectorAll(`[data-reactions="${Number(id)}"]`)) {
    if (place.ariaBusy !== "true") showCounts(place, likes, counts);
  }
});

/** What is known of a form that was just made. @param {HTMLElement} place a form, or a link where one cannot react */
export function show(place, { mine, likes, counts }) {
  known.set(place.dataset.reactions, counts);
  if (place.matches("form")) showMine(place, mine, likes);
  showCounts(place, likes, counts);
}

/** @param {HTMLFormElement} form @param {string} kind what it shall be: none to take it back */
async function become(form, kind) {
  if (form.ariaBusy === "true") return;
  const before = form.dataset.mine;
  const likes = Number(form.querySelector("[data-like-count]").textContent);
  const moved = Number(kind !== "") - Number(before !== "");
  for (const same of likewise(form)) showMine(same, kind, likes + moved);
  form.ariaBusy = "true";
  try {
    const body = new URLSearchParams({ kind });
    const answer = await fetch(form.action, {
      method: "POST",
      body,
      headers: { Accept: "application/json" },
    });
    const facts = await answer.json().catch(() => ({}));
    if (!answer.ok) throw Object.assign(new Error(`${answer.status}`), { sentence: facts.detail });
    known.set(form.dataset.reactions, facts.counts);
    const told = facts.count ?? 0; // none: who reads is spared numbers
    for (const same of likewise(form)) {
      showMine(same, facts.reaction ?? "", told);
      showCounts(same, told, facts.counts);
    }
  } catch (trouble) {
    for (const same of likewise(form)) showMine(same, before, likes);
    say(trouble.sentence ?? word(navigator.onLine ? "not-stored" : "no-connection"), "error");
  } finally {
    form.ariaBusy = null;
  }
}

/** The same thing may stand on a page twice. @param {HTMLFormElement} form */
const likewise = (form) => document.querySelectorAll(`form[data-reactions="${form.dataset.reactions}"]`);

/** @param {HTMLFormElement} form @param {string} kind @param {number} likes */
function showMine(form, kind, likes) {
  const button = form.querySelector("[data-reaction]");
  const choice = choices().querySelector(`[data-kind="${kind || "like"}"]`);
  form.dataset.mine = kind;
  button.ariaPressed = String(kind !== "");
  button.value = kind ? "" : "like";
  button.querySelector(".icon").replaceWith(choice.querySelector(".icon").cloneNode(true));
  button.querySelector("[data-reaction-name]").textContent = choice.querySelector("span").textContent;
  button.querySelector("[data-like-count]").textContent = String(Math.max(0, likes));
  count(form, likes);
}

/** For whoever shows only what somebody felt. */
function count(place, likes) {
  const frame = place.closest("[data-likes]");
  if (frame) frame.dataset.likes = String(Math.max(0, likes));
}

/** @param {HTMLElement} place @param {number} likes @param {Record<string, number>} counts */
function showCounts(place, likes, counts) {
  place.querySelector("[data-like-count]").textContent = String(likes);
  count(place, likes);
  const kinds = Object.keys(counts);
  const says = kinds.some((kind) => kind !== "like") ? kinds.slice(0, 3) : [];
  const icons = says.map((kind) => choices().querySelector(`[data-kind="${kind}"] .icon`).cloneNode(true));
  place.querySelector("[data-felt]").replaceChildren(...icons);
}

function choices() {
  if (menu?.isConnected) return menu;
  document.body.append(shape("reactions"));
  menu = /** @type {HTMLElement} */ (document.body.lastElementChild);
  menu.addEventListener("click", ({ target }) => {
    const choice = target.closest("[data-kind]");
    if (!choice) return;
    menu.hidePopover();
    become(opener.form, choice.ariaChecked === "true" ? "" : choice.dataset.kind);
  });
  menu.addEventListener("keydown", step);
  menu.addEventListener("toggle", ({ newState }) => {
    if (newState === "closed" && menu.contains(document.activeElement)) opener.by.focus();
  });
  window.addEventListener("scroll", leaveBehind, { passive: true });
  return menu;
}

/** What it hangs on moves away. A page that comes to rest under a finger is told of late, and does not move. */
function leaveBehind() {
  if (menu.matches(":popover-open") && Math.abs(scrollY - openedAt) > AWAY) menu.hidePopover();
}

/** @param {HTMLFormElement} form @param {HTMLElement} by */
export function open(form, by) {
  const list = choices();
  opener = { form, by };
  openedAt = scrollY;
  const counts = known.get(form.dataset.reactions) ?? {};
  for (const choice of list.querySelectorAll("[data-kind]")) {
    choice.ariaChecked = String(choice.dataset.kind === form.dataset.mine);
    choice.querySelector("[data-kind-count]").textContent = counts[choice.dataset.kind] ?? "";
  }
  list.querySelector("[data-who-reacted]").href = by.href || form.querySelector("[data-react]").href;
  list.showPopover();
  place(list, by.getBoundingClientRect());
  (list.querySelector('[aria-checked="true"]') ?? list.querySelector("[data-kind]")).focus();
}

/** Above what was pressed where there is room, else below; never over an edge. */
function place(list, beside) {
  const { width, height } = list.getBoundingClientRect();
  const above = beside.top - height - 6;
  list.style.top = `${above > 8 ? above : Math.min(beside.bottom + 6, innerHeight - height - 8)}px`;
  list.style.left = `${Math.max(8, Math.min(beside.left, innerWidth - width - 8))}px`;
}

/** @param {KeyboardEvent} event */
function step(event) {
  const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (event.key === "Escape") return void opener.by.focus();
  if (!by) return;
  event.preventDefault();
  const entries = [...menu.querySelectorAll("button, a")];
  entries.at((entries.indexOf(document.activeElement) + by) % entries.length).focus();
}
