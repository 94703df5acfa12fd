// Where a stream goes besides: shown anew in the studio and where outlets are kept, when something moved.
import { newestOf } from "../../behaviours/newest.js";
import { sendQuietly } from "../../behaviours/quietly.js";
import { socket } from "../../behaviours/socket.js";
import { writeTimes } from "../../behaviours/times.js";

const ways = document.querySelector("[data-outlets]");
const stream = Number(ways?.dataset.outlets);
const TRYING = 1500; // milliseconds between two looks at what came of a try
const MOST_LOOKS = 40;
const newest = newestOf();

async function refresh() {
  const text = await newest(`/live/${stream}/outlets`);
  if (text === null) return;
  const held = ways.contains(document.activeElement) && document.activeElement.closest("[data-way]");
  ways.querySelector("[data-outlets-shown]").innerHTML = text;
  writeTimes(ways);
  if (held) ways.querySelector(`[data-way="${held.dataset.way}"] button`)?.focus();
}

/** Looks once it is sure to hear of what moves afterwards. */
function listen() {
  socket.emit("stream.outlets", { stream }, () => refresh());
}

async function lookAtTry(left) {
  const here = document.querySelector("[data-outlet-tried]");
  if (here?.dataset.outletTried !== "true" || left === 0) return;
  const answer = await fetch(location.href).catch(() => null);
  const text = answer?.ok ? await answer.text() : "";
  const now = new DOMParser().parseFromString(text, "text/html").querySelector("[data-outlet-tried]");
  if (now?.dataset.outletTried === "false") here.replaceWith(now);
  else setTimeout(lookAtTry, TRYING, left - 1);
}

/** The pages of those who keep outlets: each line as it stands now. */
async function refreshKept() {
  const text = await newest(location.href).catch(() => null);
  if (text === null) return;
  const now = new DOMParser().parseFromString(text, "text/html");
  for (const line of document.querySelectorAll("[data-outlet-standing]")) {
    const there = now.querySelector(`[data-outlet-standing="${line.dataset.outletStanding}"]`);
    if (there) line.innerHTML = there.innerHTML;
    writeTimes(line);
  }
}

function listenAsKeeper() {
  socket.emit("outlets.kept", {}, () => refreshKept());
}

if (document.querySelector("[data-outlet-standing]")) {
  socket.on("outlets.moved", refreshKept);
  socket.on("connect", listenAsKeeper);
  if (socket.connected) listenAsKeeper();
}

if (ways) {
  socket.on("outlets.moved", ({ stream: id }) => id === stream && refresh());
  socket.on("stream.moved", ({ stream: id }) => id === stream && refresh());
  socket.on("connect", listen);
  if (socket.connected) listen();
  sendQuietly("form[data-outlet-act]", refresh);
}
setTimeout(lookAtTry, TRYING, MOST_LOOKS);
