// My passport while I read it: what moved my score stands there at once, and nothing I hold is taken away.
import { newestOf } from "../../behaviours/newest.js";
import { socket } from "../../behaviours/socket.js";
import { writeTimes } from "../../behaviours/times.js";

const TOGETHER = 400; // milliseconds in which several deeds are looked at once
const newest = newestOf();
let due = 0;

async function refresh() {
  const text = await newest(location.href).catch(() => null);
  if (text === null) return;
  const now = new DOMParser().parseFromString(text, "text/html");
  for (const place of document.querySelectorAll("[data-moves]")) {
    const there = now.querySelector(`[data-moves="${place.dataset.moves}"]`);
    if (!there || place.contains(document.activeElement)) continue;
    place.innerHTML = there.innerHTML;
    writeTimes(place);
  }
}

socket.on("score.moved", () => {
  clearTimeout(due);
  due = window.setTimeout(refresh, TOGETHER);
});
