// Reading: a line shows how far one has come, the server keeps it, and one goes on where one stopped.
const story = /** @type {HTMLElement} */ (document.querySelector("[data-story]"));
const prose = /** @type {HTMLElement} */ (story.querySelector(".prose"));
const line = /** @type {HTMLElement} */ (document.querySelector("[data-read-line]"));
const onward = /** @type {HTMLElement | null} */ (document.querySelector("[data-read-on]"));

const SETTLED = 3000; // a page that was only opened by mistake is not read
const EVERY = 10_000;
const STEP = 20;
let kept = Number(story.dataset.place);
let waiting = 0;

const begun = setTimeout(keep, SETTLED);
line.hidden = false;
document.addEventListener("scroll", () => requestAnimationFrame(show), { passive: true });
document.addEventListener("visibilitychange", () => document.hidden && keep());
document.addEventListener("pagehide", () => clearTimeout(begun));
show();
if (onward) offer(onward);

/** How far the lower edge of the window stands in the words, in thousandths. */
function place() {
  const { top, height } = prose.getBoundingClientRect();
  const read = (window.innerHeight - top) / height;
  return Math.round(1000 * Math.min(Math.max(read, 0), 1));
}

function show() {
  const { top, height } = prose.getBoundingClientRect();
  const shown = Math.min(Math.max((window.innerHeight * 0.5 - top) / height, 0), 1);
  line.style.setProperty("--read", String(shown));
  waiting ||= setTimeout(keep, EVERY);
}

function keep() {
  clearTimeout(waiting);
  waiting = 0;
  const now = place();
  if (Math.abs(now - kept) < STEP && story.dataset.begun) return;
  kept = now;
  story.dataset.begun = "1";
  const words = new URLSearchParams({ place: String(now) });
  fetch(story.dataset.story, { method: "POST", body: words, keepalive: true }).catch(() => {
    kept = -STEP; // say it again at the next step
  });
}

/** Asked for by its address one goes there at once; else it is offered, and never done unasked. */
function offer(pill) {
  if (location.hash === "#on") return goOn();
  if (location.hash) return undefined;
  pill.hidden = false;
  pill.addEventListener("click", (event) => {
    event.preventDefault();
    goOn();
    pill.hidden = true;
  });
  const passed = () => {
    if (place() > Number(story.dataset.place)) pill.hidden = true;
  };
  document.addEventListener("scroll", passed, { passive: true });
  return undefined;
}

function goOn() {
  const { top, height } = prose.getBoundingClientRect();
  const at = window.scrollY + top + (height * Number(story.dataset.place)) / 1000;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  window.scrollTo({ top: at - window.innerHeight * 0.8, behavior: still ? "auto" : "smooth" });
}
