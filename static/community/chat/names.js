// "@a" offers the members of the room whose names begin so; arrows choose, Enter takes.
import { ask, room, sentence } from "./room.js";

const words = room.root.querySelector("[data-words]");
const list = room.root.querySelector("[data-names]");
const CALL = /(?:^|[\s(])@([^\s@]{0,30})$/u;
let members = null;
let chosen = 0;

words?.addEventListener("input", offer);
words?.addEventListener("blur", () => setTimeout(close, 150));
words?.addEventListener("keydown", (event) => {
  if (list.hidden || event.isComposing) return;
  const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (move) choose(chosen + move);
  else if (event.key === "Enter" || event.key === "Tab") take(list.children[chosen]);
  else if (event.key === "Escape") close();
  else return;
  event.preventDefault();
});
list?.addEventListener("pointerdown", (event) => {
  event.preventDefault();
  take(event.target.closest("[data-handle]"));
});

async function offer() {
  const begun = words.value.slice(0, words.selectionStart).match(CALL)?.[1]?.toLowerCase();
  if (begun === undefined) return close();
  members ??= [...(await ask(`${room.url}/members`)).items, ...everybody()];
  const found = members.filter(
    ({ handle, name }) => handle.startsWith(begun) || name.toLowerCase().includes(begun),
  );
  list.replaceChildren(...found.slice(0, 6).map(option));
  list.hidden = !list.children.length;
  choose(0);
}

/** Those who keep a room may call all who are in it. */
const everybody = () =>
  room.keeps && room.kind !== "direct" ? [{ handle: "room", name: sentence("everybody") }] : [];

function option({ handle, name }) {
  const line = document.createElement("li");
  Object.assign(line, { role: "option", id: `name-${handle}` });
  line.dataset.handle = handle;
  const button = Object.assign(document.createElement("button"), { type: "button", tabIndex: -1 });
  button.append(Object.assign(document.createElement("b"), { textContent: name }), ` @${handle}`);
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

function take(line) {
  if (!line) return;
  const at = words.selectionStart;
  const before = words.value.slice(0, at).replace(/@[^\s@]*$/u, `@${line.dataset.handle} `);
  words.value = before + words.value.slice(at);
  words.setSelectionRange(before.length, before.length);
  close();
}

function close() {
  list.hidden = true;
  words.removeAttribute("aria-activedescendant");
}
