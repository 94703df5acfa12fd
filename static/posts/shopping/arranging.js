// [data-arrange] is a list whose pieces and headings are put in order: drag the grip, or press its arrow keys.
// Without this script the buttons «up» and «down» do the same. A piece belongs under the heading above it.
import { say } from "../../behaviours/toasts.js";
import { holdFresh } from "./fresh.js";

const LINE = ":scope > :is([data-piece], [data-section])";
const words = document.querySelector("[data-arranged]");
const list = () => /** @type {HTMLElement | null} */ (document.querySelector("[data-arrange]"));
const lines = () => [...(list()?.querySelectorAll(LINE) ?? [])];
const pieces = () => lines().filter(isPiece);
const isPiece = (line) => line.matches("[data-piece]");

offerGrips();
document.addEventListener("fresh", offerGrips);

/** Each line that has none gets one; for what came later, too. */
export function offerGrips() {
  for (const line of lines()) {
    if (line.querySelector(":scope > .grip") || (isPiece(line) && lines().length < 2)) continue;
    const grip = list().querySelector("template[data-grip]").content.firstElementChild.cloneNode(true);
    grip.querySelector("span").append(line.dataset.name);
    line.prepend(grip);
  }
}

document.addEventListener("pointerdown", (event) => {
  const line = event.target.closest?.("[data-arrange] .grip")?.parentElement;
  if (line && event.button === 0) drag(line, event);
});

document.addEventListener("keydown", (event) => {
  const grip = event.target.closest?.("[data-arrange] .grip");
  const up = event.key === "ArrowUp";
  if (!grip || !(up || event.key === "ArrowDown")) return;
  event.preventDefault();
  moveBy(grip.parentElement, up);
  grip.focus();
  grip.scrollIntoView({ block: "nearest" });
});

document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (!form.matches("[data-arrange] .ordering")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const { submitter } = event;
    moveBy(form.closest(LINE.replace(":scope > ", "")), submitter.value === "up");
    (submitter.disabled ? form.querySelector("button:not(:disabled)") : submitter)?.focus();
  },
  { capture: true },
);

/** One line up or down; a heading goes past the next heading, with all that stands under it. */
function moveBy(line, up) {
  const before = snapshot();
  if (isPiece(line)) {
    const all = lines();
    const other = all[all.indexOf(line) + (up ? -1 : 1)];
    if (up) other?.before(line);
    else other?.after(line);
  } else {
    const heads = lines().filter((one) => !isPiece(one));
    const other = heads[heads.indexOf(line) + (up ? -1 : 1)];
    if (other && up) other.before(...block(line));
    else if (other)
      block(other)
        .at(-1)
        .after(...block(line));
  }
  if (sequence() !== before.sequence) store(before, line);
}

/** A heading and what stands under it. */
function block(heading) {
  const all = lines();
  const next = all.slice(all.indexOf(heading) + 1);
  const end = next.findIndex((line) => !isPiece(line));
  return [heading, ...(end < 0 ? next : next.slice(0, end))];
}

/**
 * The list holds the pointer: the grip itself would lose it as the line changes its place.
 * @param {HTMLElement} line
 * @param {PointerEvent} start
 */
function drag(line, start) {
  start.preventDefault();
  const before = snapshot();
  const letGo = holdFresh();
  const end = new AbortController();
  const { signal } = end;
  const moving = isPiece(line) ? [line] : block(line);
  list().setPointerCapture(start.pointerId);
  for (const one of moving) one.classList.add("moving");
  list().addEventListener("pointermove", (event) => makeRoom(moving, event.clientY), { signal });
  for (const kind of ["pointerup", "pointercancel"]) list().addEventListener(kind, finish, { signal });
  line.querySelector(".grip").focus({ preventScroll: true });

  function finish(event) {
    end.abort();
    for (const one of moving) one.classList.remove("moving");
    if (event.type === "pointercancel") putBack(before);
    else if (sequence() !== before.sequence) store(before, line);
    letGo();
  }
}

/** What moves goes before the first line whose middle lies below the pointer; headings among headings. */
function makeRoom(moving, y) {
  scrollNear(y);
  const others = lines().filter((line) => !moving.includes(line) && (isPiece(moving[0]) || !isPiece(line)));
  const next = others.find((line) => y < line.getBoundingClientRect().top + line.offsetHeight / 2);
  if (next === moving.at(-1).nextElementSibling && next) return;
  if (next) next.before(...moving);
  else if (others.length > 0)
    (isPiece(moving[0]) ? others.at(-1) : block(others.at(-1)).at(-1)).after(...moving);
}

const EDGE = 72;
function scrollNear(y) {
  if (y < EDGE) scrollBy(0, -12);
  else if (y > innerHeight - EDGE) scrollBy(0, 12);
}

/** @param {{ order: Element[] }} before the order to go back to when it cannot be stored */
async function store(before, moved) {
  settle();
  const letGo = holdFresh();
  const body = new URLSearchParams();
  let under = "0";
  for (const line of lines()) {
    if (isPiece(line)) {
      body.append("item", line.dataset.piece);
      body.append("in", under);
    } else under = line.dataset.section;
  }
  const sections = new URLSearchParams(
    lines()
      .filter((line) => !isPiece(line))
      .map((line) => ["section", line.dataset.section]),
  );
  const stored = (isPiece(moved) || (await post("sections/order", sections))) && (await post("order", body));
  letGo();
  if (!stored) {
    putBack(before);
    words.textContent = "";
    return say(words.dataset.failed, "error");
  }
  const among = isPiece(moved) ? pieces() : lines().filter((line) => !isPiece(line));
  words.textContent = words.dataset.moved
    .replace("{name}", moved.dataset.name)
    .replace("{place}", String(among.indexOf(moved) + 1))
    .replace("{all}", String(among.length));
}

/** @param {string} to @param {URLSearchParams} body */
async function post(to, body) {
  const headers = { "X-Requested-With": "fetch" };
  const answer = await fetch(`${list().dataset.arrange}/${to}`, { method: "POST", body, headers }).catch(
    () => null,
  );
  return Boolean(answer?.ok);
}

/** The first cannot go up, the last not down; counts and empty sections say what is true now. */
function settle() {
  for (const note of list().querySelectorAll("[data-section-empty]")) note.remove();
  const all = lines();
  const heads = all.filter((line) => !isPiece(line));
  for (const line of all) {
    const among = isPiece(line) ? all : heads;
    const at = among.indexOf(line);
    for (const button of line.querySelectorAll("button[name=to]")) {
      button.disabled = button.value === "up" ? at === 0 : at === among.length - 1;
    }
    if (!isPiece(line)) line.querySelector("h2 .num").textContent = String(block(line).length - 1);
  }
}

const snapshot = () => ({ order: lines(), sequence: sequence() });

/** @param {{ order: Element[] }} before */
function putBack({ order }) {
  for (const [at, line] of order.entries()) {
    if (at === 0) list().prepend(line);
    else order[at - 1].after(line);
  }
  settle();
}

function sequence() {
  return lines()
    .map((line) => line.id)
    .join();
}
