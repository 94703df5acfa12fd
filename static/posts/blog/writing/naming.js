// "@a" offers members whose names begin so: on the paper as in the plain text. Arrows choose, Enter takes.
import { Plugin } from "prosemirror-state";

const CALL = /(?:^|[\s(])@([A-Za-z0-9_\p{L}]{1,20})$/u;
const PAUSE = 120;
const known = new Map();

/** @param {HTMLElement} list @returns what both ways of writing share */
function offers(list) {
  const state = { list, take: null, chosen: 0, timer: 0, called: "" };
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    take(state, event.target.closest("[data-handle]"));
  });
  return state;
}

/** @param {HTMLFormElement} form @returns {Plugin} for the paper */
export function offerNames(form) {
  const state = offers(form.querySelector("[data-names]"));
  const area = form.querySelector("[data-text]");
  area.addEventListener("input", () => {
    if (document.activeElement === area) inText(state, area);
  });
  area.addEventListener(
    "keydown",
    (event) => !event.isComposing && steer(state, event) && event.preventDefault(),
  );
  area.addEventListener("blur", () => close(state));
  return new Plugin({
    props: {
      handleKeyDown: (_view, event) => !event.isComposing && steer(state, event),
      handleDOMEvents: { blur: () => void close(state) },
    },
    view: () => ({ update: (view, before) => before.doc !== view.state.doc && onPaper(state, view) }),
  });
}

function inText(state, area) {
  const before = area.value.slice(0, area.selectionStart);
  const frame = area.getBoundingClientRect();
  offer(
    state,
    before,
    { left: frame.left, bottom: Math.min(frame.bottom, innerHeight) - 260 },
    (handle, begun) => {
      area.setRangeText(`${handle} `, area.selectionStart - begun.length, area.selectionStart, "end");
      area.dispatchEvent(new InputEvent("input", { bubbles: true }));
    },
  );
}

function onPaper(state, view) {
  const { $cursor } = view.state.selection;
  if (!$cursor || !view.hasFocus() || $cursor.parent.type.spec.code) return close(state);
  const before = $cursor.parent.textBetween(0, $cursor.parentOffset, null, "\n");
  offer(state, before, view.coordsAtPos($cursor.pos), (handle, begun) => {
    const { pos } = view.state.selection.$cursor;
    view.dispatch(view.state.tr.insertText(`${handle} `, pos - begun.length, pos));
  });
}

function offer(state, before, at, take) {
  const begun = before.slice(-24).match(CALL)?.[1];
  clearTimeout(state.timer);
  if (!begun) return close(state);
  Object.assign(state, { called: begun, take: (handle) => take(handle, begun) });
  state.timer = setTimeout(async () => {
    const members = await beginningWith(begun);
    if (state.called === begun) show(state, members, at);
  }, PAUSE);
}

async function beginningWith(begun) {
  if (!known.has(begun)) {
    const answer = await fetch(`/api/v1/members?${new URLSearchParams({ begins: begun, limit: "6" })}`).catch(
      () => null,
    );
    if (!answer?.ok) return [];
    known.set(begun, (await answer.json()).items);
  }
  return known.get(begun);
}

function show(state, members, { left, bottom }) {
  const { list } = state;
  list.replaceChildren(...members.map(option));
  list.hidden = members.length === 0;
  list.style.left = `${Math.max(8, Math.min(left, innerWidth - list.offsetWidth - 8))}px`;
  const above = bottom + list.offsetHeight + 8 > innerHeight;
  list.style.top = `${above ? bottom - list.offsetHeight - 32 : bottom + 4}px`;
  choose(state, 0);
}

function option({ handle, name }) {
  const line = Object.assign(document.createElement("li"), { role: "option", id: `named-${handle}` });
  line.dataset.handle = handle;
  line.append(Object.assign(document.createElement("b"), { textContent: name }), ` @${handle}`);
  return line;
}

/** @returns {boolean} whether the key was for us */
function steer(state, { key }) {
  if (state.list.hidden) return false;
  const step = { ArrowDown: 1, ArrowUp: -1 }[key];
  if (step) choose(state, state.chosen + step);
  else if (key === "Enter" || key === "Tab") take(state, state.list.children[state.chosen]);
  else if (key === "Escape") close(state);
  else return false;
  return true;
}

function choose(state, at) {
  const lines = [...state.list.children];
  state.chosen = lines.length > 0 ? (at + lines.length) % lines.length : 0;
  for (const [nth, line] of lines.entries()) line.ariaSelected = String(nth === state.chosen);
}

function take(state, line) {
  if (line) state.take(line.dataset.handle);
  close(state);
}

function close(state) {
  clearTimeout(state.timer);
  state.called = "";
  state.list.hidden = true;
}
