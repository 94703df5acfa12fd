// All signs to choose from, by group or by name; what one took last stands first.
import { put } from "./completing.js";
import { found, groups } from "./emoji.js";
import { room } from "./room.js";

const LATELY = "emoji-lately";
const KEPT = 24;
const SHOWN = 120;
const menu = room.root.querySelector("[data-emoji-menu]");
const opener = room.root.querySelector("[data-emoji-open]");
const search = menu?.querySelector("[data-emoji-search]");
const tabs = menu?.querySelector("[data-emoji-groups]");
const grid = menu?.querySelector("[data-emoji-signs]");
const nothing = menu?.querySelector("[data-emoji-nothing]");

opener?.addEventListener("click", () => (menu.hidden ? open() : close()));
search?.addEventListener("input", look);
menu?.addEventListener("click", (event) => {
  const { sign, group } = event.target.closest("button")?.dataset ?? {};
  if (sign) take(sign);
  else if (group) showGroup(Number(group));
});
menu?.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    close();
    opener.focus();
  } else if (event.key === "Enter" && event.target === search) {
    event.preventDefault();
    grid.querySelector("button")?.click();
  } else walk(event);
});
document.addEventListener("pointerdown", ({ target }) => {
  const inside = target instanceof Node && (menu?.contains(target) || opener?.contains(target));
  if (menu && !menu.hidden && !inside) close();
});

async function open() {
  const all = await groups().catch(() => []);
  if (!tabs.children.length) tabs.append(...all.map(([name, [[sign]]], index) => tab(name, sign, index)));
  menu.hidden = false;
  opener.ariaExpanded = "true";
  search.value = "";
  showGroup(0);
  search.focus();
}

function close() {
  menu.hidden = true;
  opener.ariaExpanded = "false";
}

async function look() {
  const words = search.value.trim().toLowerCase();
  if (!words) return showGroup(0);
  const signs = await found(words).catch(() => []);
  if (words === search.value.trim().toLowerCase()) show(signs.slice(0, SHOWN));
}

async function showGroup(index) {
  const all = (await groups().catch(() => []))[index]?.[1] ?? [];
  for (const [at, tab] of [...tabs.children].entries()) tab.ariaPressed = String(at === index);
  show(index === 0 ? [...(await lately()), ...all] : all);
}

/** @param {import("./emoji.js").Sign[]} signs */
function show(signs) {
  grid.replaceChildren(...signs.map(([sign, name]) => button(sign, name, { sign })));
  grid.scrollTop = 0;
  nothing.hidden = signs.length > 0;
}

const tab = (name, sign, group) => button(sign, name, { group: String(group) });

function button(sign, name, data) {
  const made = Object.assign(document.createElement("button"), {
    type: "button",
    textContent: sign,
    title: name,
  });
  made.ariaLabel = name;
  Object.assign(made.dataset, data);
  return made;
}

function take(sign) {
  localStorage.setItem(
    LATELY,
    JSON.stringify([sign, ...taken().filter((one) => one !== sign)].slice(0, KEPT)),
  );
  close();
  put(sign);
}

/** @returns {string[]} */
function taken() {
  try {
    return JSON.parse(localStorage.getItem(LATELY) ?? "[]");
  } catch {
    return [];
  }
}

async function lately() {
  const all = (await groups()).flatMap(([, signs]) => signs);
  return taken().flatMap((sign) => all.filter(([one]) => one === sign));
}

/** Arrows walk over the signs as they stand. @param {KeyboardEvent} event */
function walk(event) {
  const columns = getComputedStyle(grid).gridTemplateColumns.split(" ").length;
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[event.key];
  const from = [...grid.children].indexOf(event.target);
  if (!step || (from < 0 && event.key !== "ArrowDown")) return;
  event.preventDefault();
  /** @type {HTMLElement} */ (grid.children[from < 0 ? 0 : from + step] ?? search).focus();
}
