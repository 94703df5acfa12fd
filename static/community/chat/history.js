// Earlier messages are fetched when one comes near them; without us the link leads there.
import { firstSeq, log, putEarlier } from "./log.js";
import { ask, room } from "./room.js";

const PAGE = 50;
const link = log.querySelector("[data-earlier]");
let asking = false;

async function earlier() {
  if (asking || !link) return;
  asking = true;
  try {
    const { items, next } = await ask(`${room.url}/messages?before=${firstSeq()}&limit=${PAGE}`);
    putEarlier(items);
    if (!next) link.parentElement.remove();
  } catch {
    // The link is still there to press.
  } finally {
    asking = false;
  }
}

if (link) {
  new IntersectionObserver(([entry]) => entry.isIntersecting && link.isConnected && earlier(), {
    root: log,
    rootMargin: "600px 0px 0px",
  }).observe(link);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    earlier();
  });
}
