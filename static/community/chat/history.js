// Earlier and later messages are fetched when one comes near them; without us the links lead there.
import { fill } from "./line.js";
import { firstSeq, log, putEarlier } from "./log.js";
import { ask, room } from "./room.js";

const PAGE = 50;
const link = log.querySelector("[data-earlier]");
const below = log.querySelector("[data-further]");
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

near(link, "600px 0px 0px", earlier);
near(below, "0px 0px 600px", () => fill(1));
log.addEventListener("filled", ({ detail: all }) => {
  if (all) below?.parentElement.remove();
});

/** @param {HTMLElement | null} link @param {string} rootMargin how near is near @param {() => void} act */
function near(link, rootMargin, act) {
  if (!link) return;
  new IntersectionObserver(([entry]) => entry.isIntersecting && link.isConnected && act(), {
    root: log,
    rootMargin,
  }).observe(link);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    act();
  });
}
