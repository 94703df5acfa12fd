// "3 new": something was published; the page asks whether it is for its reader, and never moves what is read.
import { socket } from "../behaviours/socket.js";

const feed = /** @type {HTMLElement} */ (document.querySelector("[data-feed]"));
const pill = /** @type {HTMLElement} */ (feed.querySelector("[data-pill]"));
const SPREAD = 1500; // ms: a thousand pages do not ask in the same moment
let timer = 0;

socket.on("feed.new", wait);
socket.on("connect", () => feed.dataset.missed && wait());
socket.on("disconnect", () => {
  feed.dataset.missed = "1";
});

function wait() {
  if (timer) return;
  timer = setTimeout(ask, 300 + Math.random() * SPREAD);
}

async function ask() {
  timer = 0;
  delete feed.dataset.missed;
  try {
    const answer = await fetch(feed.dataset.newer, { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    const { count, words } = await answer.json();
    pill.hidden = count < 1;
    pill.querySelector("span").textContent = words;
  } catch {
    feed.dataset.missed = "1"; // asked again when the line is back
  }
}
