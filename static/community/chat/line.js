// Nothing lost, doubled or out of order: live messages are shown when all before them are, gaps are asked for.
import { socket } from "../../behaviours/socket.js";
import { change, lastSeq, log, put } from "./log.js";
import { ask, room } from "./room.js";

const PAGE = 200;
const STEP = 50; // who reads downwards waits for no more than comes into sight
const OUT_OF_STEP = 300; // how long a message may overtake another before we ask for what is missing
const AGAIN = 2000;
const waiting = new Map();
const shownListeners = new Set();
let upTo = lastSeq();
let changes = room.changes;
let asking = false;
let askAgain = false;
let alarm = 0;
let isLive = upTo >= room.seq; // else what comes stands below what is read, and is not run after

/** Hear of each message once it stands in the log. @param {(facts: object) => void} listener */
export const onShown = (listener) => shownListeners.add(listener);

/** Far from the newest (a page around one old message): the live ones have to wait. */
export const isBehind = () => room.seq - upTo > PAGE;

socket.on("message", (facts) => {
  if (facts.room !== room.id) return;
  room.seq = Math.max(room.seq, facts.seq);
  if (facts.seq <= upTo) return show(facts);
  queue(facts);
  drain();
  if (waiting.size && !isBehind()) fillSoon(OUT_OF_STEP);
});

socket.on("message.changed", (facts) => {
  if (facts.room !== room.id) return;
  if (facts.removed && facts.author.handle === room.me && !isBehind()) return fillSoon(OUT_OF_STEP); // hers to read, if it is hidden
  queue(facts);
  change(facts);
  if (facts.change === changes + 1) changes = facts.change;
  else if (facts.change > changes && !isBehind()) fillSoon(OUT_OF_STEP);
});

/** Its turn comes when all before it are shown; of two states of a message the newer one stays. */
function queue(facts) {
  const held = waiting.get(facts.seq);
  if (facts.seq > upTo && !(held?.change > facts.change)) waiting.set(facts.seq, facts);
}

/** A number is stored; should its message not come by the line, it is asked for. @param {number} seq */
export function expect(seq) {
  if (seq > upTo) fillSoon(AGAIN);
}

/** After any break: what is there now, as the answer to `join` says. */
export function caughtUpTo({ seq, changes: changed }) {
  room.seq = Math.max(room.seq, seq);
  if (isBehind()) return;
  if (seq > upTo || changed > changes) fill();
}

/** What is missing, in pages, then what came meanwhile. @param {number} [pages] how many at most */
export async function fill(pages = Number.POSITIVE_INFINITY) {
  clearTimeout(alarm);
  alarm = 0;
  if (asking) {
    askAgain ||= pages === Number.POSITIVE_INFINITY; // a page that is on its way is no reason to fetch all
    return;
  }
  askAgain = false;
  asking = true;
  try {
    for (let left = pages; left > 0 && (await fillOnce(pages === 1 ? STEP : PAGE)); left -= 1);
  } catch {
    waiting.clear(); // some of it may be older than the changes we have heard of
    if (socket.connected) fillSoon(AGAIN);
  } finally {
    asking = false;
  }
  drain();
  if (upTo >= room.seq) isLive = true;
  log.dispatchEvent(new CustomEvent("filled", { detail: isLive }));
  if (askAgain) fillSoon(OUT_OF_STEP);
}

/** @param {number} limit messages */
async function fillOnce(limit) {
  const answer = await ask(`${room.url}/messages?since=${upTo}&changes=${changes}&limit=${limit}`);
  for (const facts of answer.items) {
    show(facts);
    upTo = Math.max(upTo, facts.seq);
  }
  for (const facts of answer.changed) change(facts);
  changes = Math.max(changes, answer.changes);
  room.seq = Math.max(room.seq, answer.seq);
  return answer.more && answer.items.length + answer.changed.length > 0;
}

/** Not between two pages: what came before the first may have been changed since, and the next page says so. */
function drain() {
  if (asking) return;
  for (let facts = waiting.get(upTo + 1); facts; facts = waiting.get(upTo + 1)) {
    upTo = facts.seq;
    show(facts);
  }
  for (const seq of waiting.keys()) if (seq <= upTo) waiting.delete(seq);
}

function show(facts) {
  if (put(facts, { follow: isLive })) log.dataset.upTo = String(upTo);
  for (const listener of shownListeners) listener(facts);
}

function fillSoon(after) {
  alarm ||= setTimeout(fill, after);
}
