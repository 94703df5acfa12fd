// How many messages are pinned, in the head of the room, as it changes.
import { log } from "./log.js";
import { room } from "./room.js";

const link = room.root.querySelector("[data-pins]");
const count = link.querySelector("[data-pins-count]");

log.addEventListener("pinned", ({ detail: more }) => {
  const pins = Math.max(0, Number(count.textContent) + more);
  count.textContent = String(pins);
  link.hidden = pins === 0;
});
