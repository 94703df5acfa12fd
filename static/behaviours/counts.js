// How much is unread, beside its place in the rail: "count.moved" brings { place: "chat", count: 3 }.
import { socket } from "./socket.js";

/** @param {string} place @param {number} count */
export function showCount(place, count) {
  for (const mark of document.querySelectorAll(`[data-count="${CSS.escape(place)}"]`)) {
    mark.textContent = count > 99 ? "99+" : String(count);
    mark.hidden = count < 1;
  }
}

socket.on("count.moved", ({ place, count }) => showCount(place, count));
