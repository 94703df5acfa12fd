// The message a thread hangs on, above the thread, as it is now.
import { socket } from "../../behaviours/socket.js";
import { paidOf, photosOf } from "./message.js";
import { room, sentence } from "./room.js";

const SHOWN = 240; // characters of it, as the server shows it first
const root = room.root.querySelector("[data-root]");

/** @param {object} facts as the server tells them of any message */
export function showRoot(facts) {
  if (!root || String(facts?.id) !== root.dataset.root || facts.change < Number(root.dataset.change)) return;
  root.dataset.change = facts.change;
  const said = root.querySelector("[data-said]");
  said.hidden = facts.removed;
  root.querySelector("[data-gone]").hidden = !facts.removed;
  said.querySelector('[data-slot="words"]').textContent = short(facts.text) || sentence("a-photo");
  said.querySelector("[data-paid]")?.remove();
  if (facts.disclosure) said.querySelector("time").after(" ", paidOf(facts.disclosure));
  said.querySelector(".message-photos")?.remove();
  if (facts.photos.length) said.append(photosOf(facts.photos));
}

socket.on("message.changed", showRoot);

/** @param {string} text */
function short(text) {
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}
