// What is begun is offered to be completed: "@a" the members of that name, ":hea" signs; arrows choose, Enter takes.
import { exactly, signs } from "./emoji.js";
import { called } from "./names.js";
import { room } from "./room.js";

/** @typedef {{ text: string, main: string, beside: string }} Offer what is written, and how it is shown */

const MOST = 6;
const words = room.root.querySelector("[data-words]");
const list = room.root.querySelector("[data-offers]");
const kinds = [
  { begun: /(?:^|[\s(])(@)([^\s@]{0,30})$/u, find: called },
  {
    begun: /(?<![A-Za-z0-9:/])([:：])((?:[^\s\p{P}\p{ASCII}]|[\w+-]{2})[\p{L}\p{M}\p{N}_+-]{0,28})$/u,
    find: signs,
  },
];
const CLOSED = /(?<![A-Za-z0-9:/]):([a-z0-9_+-]{2,30}):$/;
let chosen = 0;
let begunLength = 0;
/** @type {Offer[]} */
let offers = [];

words?.addEventListener("input", offer);
words?.addEventListener("blur", () => setTimeout(close, 150));
words?.addEventListener("keydown", (event) => {
  if (list.hidden || event.isComposing) return;
  const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (move) choose(chosen + move);
  else if (event.key === "Enter" || event.key === "Tab") take(offers[chosen]);
  else if (event.key === "Escape") close();
  else return;
  event.preventDefault();
});
list?.addEventListener("pointerdown", (event) => {
  event.preventDefault();
  take(offers[[...list.children].indexOf(event.target.closest("li"))]);
});

async function offer() {
  const before = words.value.slice(0, words.selectionStart);
  const closed = before.match(CLOSED);
  if (closed) {
    const sign = await exactly(closed[1]);
    if (sign && before === words.value.slice(0, words.selectionStart)) put(sign, closed[0].length);
    return close();
  }
  const kind = kinds.find(({ begun }) => begun.test(before));
  if (!kind) return close();
  const [, mark, text] = before.match(kind.begun);
  const found = await kind.find(text.toLowerCase());
  if (before !== words.value.slice(0, words.selectionStart)) return; // one types faster than this is found
  show(found.slice(0, MOST), mark.length + text.length);
}

function show(found, length) {
  offers = found;
  begunLength = length;
  list.replaceChildren(...found.map(option));
  list.hidden = !found.length;
  choose(0);
}

function option({ main, beside }, index) {
  const line = Object.assign(document.createElement("li"), { role: "option", id: `offer-${index}` });
  const button = Object.assign(document.createElement("button"), { type: "button", tabIndex: -1 });
  button.append(Object.assign(document.createElement("b"), { textContent: main }), ` ${beside}`);
  line.append(button);
  return line;
}

function choose(at) {
  const count = list.children.length;
  if (!count) return;
  chosen = (at + count) % count;
  for (const [index, line] of [...list.children].entries()) line.ariaSelected = String(index === chosen);
  words.setAttribute("aria-activedescendant", list.children[chosen].id);
}

/** @param {Offer | undefined} offer */
function take(offer) {
  if (offer) put(`${offer.text} `, begunLength);
  close();
}

/** In place of so many signs before the cursor. @param {string} text @param {number} [instead] */
export function put(text, instead = 0) {
  const at = words.selectionStart;
  words.setRangeText(text, at - instead, words.selectionEnd, "end");
  words.dispatchEvent(new Event("input", { bubbles: true }));
  words.focus();
}

function close() {
  list.hidden = true;
  words.removeAttribute("aria-activedescendant");
}
