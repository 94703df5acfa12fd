// The messages in the order of their numbers, whatever the order they came in. Nothing moves what is being read.
import { tongue } from "../../behaviours/words.js";
import { draftOf, fill, messageOf } from "./message.js";
import { room, sentence } from "./room.js";

const NEAR = 80;
const ONE_BREATH = 5 * 60 * 1000;
export const log = /** @type {HTMLElement} */ (room.root.querySelector("[data-log]"));
const end = log.querySelector("#latest");
const dayName = new Intl.DateTimeFormat(tongue, { dateStyle: "full" });

/** @returns {HTMLElement[]} */
export const messages = () => [...log.querySelectorAll(".message")];
const stored = () => messages().filter((it) => it.dataset.seq);
export const lastSeq = () => Number(stored().at(-1)?.dataset.seq ?? 0);
export const firstSeq = () => Number(stored()[0]?.dataset.seq ?? 0);
export const isAtEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < NEAR;
export const toEnd = () => log.scrollTo({ top: log.scrollHeight });

/** @type {boolean | undefined} */
let readsAtEnd;
log.addEventListener("scroll", () => {
  readsAtEnd = isAtEnd();
});

/** Who reads at the end stays there when a note, a long draft or a phone's keys take room below. */
const resized = new ResizeObserver(() => {
  readsAtEnd ??= isAtEnd();
  if (readsAtEnd) toEnd();
});
resized.observe(log);

/** @param {number | string} id */
export const byId = (id) => log.querySelector(`.message[data-id="${CSS.escape(String(id))}"]`);

/** @param {string} client */
export const byClient = (client) =>
  log.querySelector(`.message[data-author="${CSS.escape(room.me)}"][data-client="${CSS.escape(client)}"]`);

/**
 * Show a stored message once, at its place; a draft of it becomes it.
 * @param {{ follow?: boolean }} [how] whether who reads at the end stays at the end
 * @returns {boolean} whether it is new here
 */
export function put(facts, { follow = true } = {}) {
  const known = byId(facts.id);
  if (known) {
    if (facts.change >= Number(known.dataset.change)) change(facts);
    return false;
  }
  const draft = facts.author.handle === room.me ? byClient(facts.client_id) : null;
  const element = draft ?? messageOf(facts);
  if (draft) fill(draft, facts);
  stayPut(() => place(element, Number(facts.seq)), { below: true, follow });
  return true;
}

/** Someone changed it, or took it back. */
export function change(facts) {
  const element = byId(facts.id);
  if (!element || facts.change < Number(element.dataset.change)) return;
  const wasPinned = "pinned" in element.dataset;
  stayPut(() => fill(element, facts), { below: true });
  settle(element);
  element.dispatchEvent(new CustomEvent("changed", { bubbles: true }));
  const more = Number("pinned" in element.dataset) - Number(wasPinned);
  if (more) log.dispatchEvent(new CustomEvent("pinned", { detail: more }));
}

/** What I have just written, before anybody has stored it. */
export function putDraft(draft) {
  const element = draftOf(draft);
  log.querySelector("[data-empty]")?.remove();
  stayPut(() => end.before(element), { below: true });
  settle(element);
  return element;
}

/** Messages from before, above all others; what is read stays where it is. */
export function putEarlier(items) {
  stayPut(() => {
    for (const facts of items.toReversed()) if (!byId(facts.id)) place(messageOf(facts), facts.seq);
  });
}

/** Where new begins: above this message, until the next visit. */
export function markNew(element) {
  clearNew();
  element.before(
    Object.assign(document.createElement("p"), { className: "new-line", textContent: sentence("new") }),
  );
  log.querySelector(".new-line").dataset.new = "";
  settle(element);
}

export function clearNew() {
  const line = log.querySelector("[data-new]");
  const below = line?.nextElementSibling;
  line?.remove();
  if (below?.matches(".message")) settle(below);
}

/** Change the log; who reads at its end stays at the end, who reads above keeps the line they read. */
function stayPut(act, { below = false, follow = below } = {}) {
  const wasAtEnd = isAtEnd();
  const fromEnd = log.scrollHeight - log.scrollTop;
  const top = log.scrollTop;
  act();
  if (below) log.scrollTop = follow && wasAtEnd ? log.scrollHeight : top;
  else log.scrollTop = log.scrollHeight - fromEnd;
}

/** Before the first of a higher number; drafts have none and stay last. */
function place(element, seq) {
  log.querySelector("[data-empty]")?.remove();
  const next = messages().findLast((it) => it !== element && it.dataset.seq && Number(it.dataset.seq) < seq);
  const wasIn = element.isConnected ? element.previousElementSibling : null;
  if (next) afterDrafts(next, element);
  else above(log.querySelector(".message") ?? end).before(element);
  if (wasIn?.matches(".message")) settle(wasIn);
  settle(element);
}

/** The line where new begins belongs to the message below it. */
function above(message) {
  const line = message.previousElementSibling;
  return line?.matches("[data-new]") ? line : message;
}

function afterDrafts(before, element) {
  if (before.nextElementSibling !== element) before.after(element);
}

/** The page was laid out in the member's own zone; the browser's is the one the clock beside it shows. */
export function settleAll() {
  for (const element of messages()) settleOne(element);
}

/** Day and voice of this message and of the one below it. */
function settle(element) {
  settleOne(element);
  const below = nextMessage(element);
  if (below) settleOne(below);
}

function settleOne(element) {
  for (
    let above = element.previousElementSibling;
    above?.matches(".day");
    above = element.previousElementSibling
  )
    above.remove();
  const line = element.previousElementSibling?.matches("[data-new]") ? element.previousElementSibling : null;
  for (let above = line?.previousElementSibling; above?.matches(".day"); above = line.previousElementSibling)
    above.remove();
  const before = previousMessage(element);
  const at = new Date(element.dataset.at);
  const newDay = !before || dayOf(new Date(before.dataset.at)) !== dayOf(at);
  if (newDay) (line ?? element).before(dayLine(at));
  element.classList.toggle("continued", !newDay && !line && continues(element, before, at));
}

function continues(element, before, at) {
  return (
    before.dataset.author === element.dataset.author &&
    !element.querySelector(".quoted") &&
    at - new Date(before.dataset.at) < ONE_BREATH
  );
}

function previousMessage(element) {
  let above = element.previousElementSibling;
  while (above && !above.matches(".message")) above = above.previousElementSibling;
  return above;
}

function nextMessage(element) {
  let below = element.nextElementSibling;
  while (below && !below.matches(".message")) below = below.nextElementSibling;
  return below;
}

/** @param {Date} at */
const dayOf = (at) => at.toDateString();

/** @param {Date} at */
function dayLine(at) {
  const yesterday = new Date(Date.now() - 24 * 3600 * 1000);
  const name =
    dayOf(at) === dayOf(new Date())
      ? sentence("today")
      : dayOf(at) === dayOf(yesterday)
        ? sentence("yesterday")
        : dayName.format(at);
  return Object.assign(document.createElement("p"), { className: "day", textContent: name });
}
