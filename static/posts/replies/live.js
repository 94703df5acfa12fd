// Others' replies announce themselves in a pill; it brings them when it is pressed. Who writes is said beside the form.
import { socket } from "../../behaviours/socket.js";
import { composer, id, isAtEnd, isHere, nested, renew, said, takeIn, thread } from "./thread.js";

const WRITING = 6000;
/** @type {Map<number, { name: string, until: number }>} */
const writers = new Map();
const waiting = new Map();
let pill;

if (thread) {
  socket.on("connect", follow);
  if (socket.connected) follow();
  socket.on("topic.reply", heard);
  socket.on("reply.changed", ({ contribution, number }) => contribution === id && renew(number));
  socket.on("typing", writes);
  composer?.addEventListener("input", tell);
  thread.addEventListener("taken-in", ({ detail }) => forget(detail.last));
}

/** What came while the line was down, or since the page was stored by the browser, is told like anything new. */
async function follow() {
  const { missed } = await socket.emitWithAck("follow", {
    contribution: id,
    after: Number(thread.dataset.last),
  });
  for (const reply of missed ?? []) heard(reply);
}

/** @param {{ contribution: number, number: number, author: string, author_id: number, url: string }} reply */
function heard(reply) {
  if (reply.contribution !== id || reply.number <= Number(thread.dataset.lastHere)) return;
  writers.delete(reply.author_id);
  showWriters();
  waiting.set(reply.number, reply);
  thread.dataset.last = String(Math.max(Number(thread.dataset.last), reply.number));
  if (composer?.ariaBusy === "true") return; // what I send myself brings everything with it
  show();
}

function show() {
  pill ??= made();
  pill.href = waiting.get(Math.min(...waiting.keys())).url;
  pill.querySelector("span").textContent =
    waiting.size === 1 ? said("one-new") : said("many-new", { n: waiting.size });
  pill.hidden = false;
}

function made() {
  const link = document.createElement("a");
  link.className = "pill thread-pill";
  link.append(document.createElement("span"));
  link.addEventListener("click", async (event) => {
    if (!isNear()) return;
    event.preventDefault();
    const first = Math.min(...waiting.keys());
    if (!(await takeIn())) return location.assign(link.href);
    thread.querySelector(`[data-number="${first}"]`)?.scrollIntoView({ block: "start" });
  });
  const live = document.createElement("div");
  live.setAttribute("role", "status");
  live.append(link);
  thread.prepend(live);
  return link;
}

/** Nothing lies between the last post of this page and the first that is new. */
function isNear() {
  const first = waiting.get(Math.min(...waiting.keys()));
  if (nested) return first.root === first.number ? isAtEnd() : isHere(first.root);
  return isAtEnd() || Number(thread.dataset.lastHere) + 1 === first.number;
}

/** @param {number} last */
function forget(last) {
  for (const number of waiting.keys()) if (number <= last) waiting.delete(number);
  if (pill && waiting.size === 0) pill.hidden = true;
}

/** @param {{ contribution: number, id: number, name: string }} writer */
function writes(writer) {
  if (writer.contribution !== id || String(writer.id) === thread.dataset.me) return;
  writers.set(writer.id, { name: writer.name, until: Date.now() + WRITING });
  showWriters();
  setTimeout(showWriters, WRITING + 50);
}

function showWriters() {
  for (const [key, { until }] of writers) if (until < Date.now()) writers.delete(key);
  const place = document.querySelector("[data-writers]");
  if (!place) return;
  const [first] = writers.values();
  place.textContent =
    writers.size > 1 ? said("many-writing", { n: writers.size }) : first ? said("one-writing", first) : "";
}

let told = 0;
function tell() {
  if (Date.now() - told < 2500) return;
  told = Date.now();
  socket.emit("replying", { contribution: id });
}
