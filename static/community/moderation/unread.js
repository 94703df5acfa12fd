// On every page of a moderator: how much waits, beside its place in the rail.
import { showCount } from "../../behaviours/counts.js";
import { socket } from "../../behaviours/socket.js";

if (document.querySelector('[data-count="moderation"]')) {
  socket.on("connect", () => socket.emit("cases", ({ count }) => showCount("moderation", count)));
}
