// "@a" in a reply offers members whose names begin so: arrows choose, Enter takes.
import { composer } from "./thread.js";

const CALL = /(?:^|[\s(])@([A-Za-z0-9_\p{L}]{1,20})$/u;
const PAUSE = 120;
const box = composer?.elements.namedItem("text");
const list = composer?.querySelector("[data-names]");
const known = new Map();
let chosen = 0;
let waiting = 0;

if (box && list) {
  box.addEventListener("input", offer);
  box.addEventListener("blur", () => setTimeout(close, 150));
  box.addEventListener("keydown", steer);
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    take(event.target.closest("[data-handle]"));
  });
}

const begun = () => box.value.slice(0, box.selectionStart).match(CALL)?.[1];

function offer() {
  clearTimeout(waiting);
  const name = begun();
  if (!name) return close();
  waiting = setTimeout(async () => {
    const members = await beginningWith(name);
    if (begun() === name) show(members);
  }, PAUSE);
}

/** @param {string} name */
async function beginningWith(name) {
  if (known.has(name)) return known.get(name);
  const asked = new URLSearchParams({ begins: name, limit: "6" });
  const answer = await fetch(`/api/v1/members?${asked}`).catch(() => null);
  if (!answer?.ok) return [];
  known.set(name, (await answer.json()).items);
  return known.get(name);
}

function show(members) {
  list.replaceChildren(...members.map(option));
  list.hidden = members.length === 0;
  box.ariaExpanded = String(!list.hidden);
  choose(0);
}

function option({ handle, name }) {
  const line = Object.assign(document.createElement("li"), { role: "option", id: `reply-to-${handle}` });
  line.dataset.handle = handle;
  const button = Object.assign(document.createElement("button"), { type: "button", tabIndex: -1 });
  button.append(Object.assign(document.createElement("b"), { textContent: name }), ` @${handle}`);
  line.append(button);
  return line;
}

/** @param {KeyboardEvent} event */
function steer(event) {
  if (list.hidden || event.isComposing) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) choose(chosen + step);
  else if ((event.key === "Enter" && !event.ctrlKey && !event.metaKey) || event.key === "Tab")
    take(list.children[chosen]);
  else if (event.key === "Escape") close();
  else return;
  event.preventDefault();
}

function choose(at) {
  const lines = [...list.children];
  chosen = lines.length > 0 ? (at + lines.length) % lines.length : 0;
  for (const [nth, line] of lines.entries()) line.ariaSelected = String(nth === chosen);
  box.setAttribute("aria-activedescendant", lines[chosen]?.id ?? "");
}

function take(line) {
  const name = begun();
  if (line && name) {
    box.setRangeText(`${line.dataset.handle} `, box.selectionStart - name.length, box.selectionStart, "end");
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }
  close();
}

function close() {
  clearTimeout(waiting);
  list.hidden = true;
  box.removeAttribute("aria-activedescendant");
}
