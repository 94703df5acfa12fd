// The form of a piece that somebody else changes meanwhile: what I have not touched follows, what I typed stays,
// and where both of us changed the same the form says what the other wrote.
import { socket } from "../../behaviours/socket.js";

const form = /** @type {HTMLFormElement} */ (document.querySelector("form[data-piece]"));
const note = document.querySelector("[data-meanwhile]");
const [list, piece] = [Number(form?.dataset.list), Number(form?.dataset.piece)];
const OURS = "input:not([type=hidden], [type=file]), textarea, select";

if (form) {
  socket.on("connect", follow);
  if (socket.connected) follow();
  socket.on("list.changed", (facts) => facts.list === list && facts.item === piece && takeIn());
}

async function follow() {
  await socket.emitWithAck("follow", { contribution: list });
}

async function takeIn() {
  const answer = await fetch(location.href).catch(() => null);
  if (!answer) return;
  note.hidden = false;
  if (!answer.ok) {
    note.textContent = note.dataset.gone;
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = /** @type {HTMLFormElement} */ (page.querySelector("form[data-piece]"));
  const version = fresh.elements.namedItem("version").value;
  if (version === form.elements.namedItem("version").value) {
    note.hidden = true;
    return;
  }
  note.textContent = note.dataset.words;
  const theirs = new Map([...fresh.querySelectorAll(OURS)].map((field) => [keyOf(field), field]));
  for (const field of form.querySelectorAll(OURS)) meet(field, theirs.get(keyOf(field)));
  form.elements.namedItem("version").value = version;
}

const keyOf = (field) => `${field.name}=${isTick(field) ? field.value : ""}`;
const isTick = (field) => field.type === "checkbox" || field.type === "radio";

/** @param {HTMLInputElement} mine @param {HTMLInputElement | undefined} theirs */
function meet(mine, theirs) {
  if (!theirs) return;
  const [was, is, now] = [first(mine), current(mine), first(theirs)];
  if (was === now) return;
  const touched = is !== was && is !== now;
  begin(mine, theirs);
  if (!touched) return put(mine, now);
  if (!isTick(mine)) tell(mine, theirs);
}

/** As the page came. */
function first(field) {
  if (isTick(field)) return field.defaultChecked;
  if (field.tagName === "SELECT")
    return [...field.options].find((option) => option.defaultSelected)?.value ?? field.options[0]?.value;
  return field.defaultValue;
}

const current = (field) => (isTick(field) ? field.checked : field.value);

function put(field, value) {
  if (isTick(field)) field.checked = value;
  else field.value = value;
}

function begin(mine, theirs) {
  const typed = current(mine);
  if (isTick(mine)) mine.defaultChecked = theirs.defaultChecked;
  else if (mine.tagName === "SELECT") {
    for (const option of mine.options) option.defaultSelected = option.value === first(theirs);
  } else mine.defaultValue = theirs.defaultValue;
  put(mine, typed);
}

function tell(mine, theirs) {
  const words = theirs.tagName === "SELECT" ? theirs.selectedOptions[0].textContent : theirs.value;
  const hint = document.createElement("p");
  hint.className = "hint theirs";
  hint.dataset.theirs = mine.name;
  hint.textContent = note.dataset.theirs.replace("{words}", words);
  form.querySelector(`[data-theirs="${mine.name}"]`)?.remove();
  mine.after(hint);
}
