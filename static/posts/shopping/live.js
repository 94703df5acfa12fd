// A list that is open hears that it changed. Who keeps it sees the change at once; who reads it is offered it.
import { socket } from "../../behaviours/socket.js";
import { say } from "../../behaviours/toasts.js";
import { shape } from "../../behaviours/words.js";
import { freshen } from "./fresh.js";

const MANY = 250; // changes that come together are fetched together
const list = () => /** @type {HTMLElement | null} */ (document.querySelector("[data-pieces]"));
const id = Number(list()?.dataset.pieces);
const keeps = Boolean(document.querySelector("[data-quick-add]"));
let alarm = 0;

if (id) {
  socket.on("connect", follow);
  if (socket.connected) follow();
  socket.on("list.changed", heard);
}

let wasAway = false;
async function follow() {
  await socket.emitWithAck("follow", { contribution: id });
  if (wasAway && keeps) fetchSoon();
  wasAway = true;
}

/** @param {{ list: number, version: number }} facts */
function heard(facts) {
  if (facts.list !== id || facts.version <= Number(list()?.dataset.version)) return;
  if (keeps) fetchSoon();
  else offer();
}

function fetchSoon() {
  clearTimeout(alarm);
  alarm = setTimeout(async () => {
    if (!(await freshen())) say(shape("list").querySelector("[data-word=gone]").textContent, "error");
  }, MANY);
}

function offer() {
  if (document.querySelector("[data-list-pill]")) return;
  const pill = shape("list").querySelector("[data-pill]");
  pill.dataset.listPill = "";
  pill.setAttribute("role", "status");
  pill.addEventListener("click", async (event) => {
    event.preventDefault();
    pill.remove();
    await freshen();
  });
  list()?.before(pill);
}
