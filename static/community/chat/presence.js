// How many are here. A tab that is looked at says so every half minute; one that is not is soon forgotten.
import { socket } from "../../behaviours/socket.js";
import { room } from "./room.js";

const EVERY = 30_000;
const FIRST = 4000;
const line = room.root.querySelector("[data-here]");
const count = line.querySelector("[data-here-count]");

/** @param {{ here: number }} facts */
export function showHere({ here }) {
  line.hidden = !here;
  count.textContent = String(here);
}

socket.on("presence", (facts) => facts.room === room.id && showHere(facts));

function stillHere() {
  if (!socket.connected || document.visibilityState !== "visible") return;
  socket.emit("here", { room: room.id }, (facts) => facts && showHere(facts));
}

setInterval(stillHere, EVERY);
setTimeout(stillHere, FIRST);
document.addEventListener("visibilitychange", stillHere);
