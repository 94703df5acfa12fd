// Where one is in a topic follows what is seen; a page that was fetched ahead says that it is read now.
import "../polls/poll.js";

const thread = /** @type {HTMLElement} */ (document.querySelector("[data-thread]"));
const progress = /** @type {HTMLElement | null} */ (document.querySelector("[data-progress]"));
const offset = Number(thread.dataset.offset);

if (thread.dataset.readLater) {
  const number = new URLSearchParams({ number: thread.dataset.lastHere });
  fetch(thread.dataset.readLater, { method: "POST", body: number, keepalive: true });
}
thread.addEventListener("taken-in", ({ detail }) => {
  fetch(`/topics/${thread.dataset.thread}/reading`, {
    method: "POST",
    body: new URLSearchParams({ number: String(detail.last) }),
    keepalive: true,
  });
  if (progress) for (const post of posts()) watch.observe(post);
});

const posts = () => thread.querySelectorAll(".reply[data-number]");
const seen = new Set();
const watch = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) seen.add(target);
      else seen.delete(target);
    }
    const numbers = [...seen].map((post) => Number(post.dataset.number));
    if (numbers.length > 0) show(Math.max(...numbers) + offset);
  },
  { rootMargin: "0px 0px -35% 0px" },
);
if (progress) for (const post of posts()) watch.observe(post);

// Opened at what is new, unless an address says otherwise; whoever comes back finds this page again.
if (new URLSearchParams(location.search).get("page") === null) {
  const page = /** @type {HTMLAnchorElement | null} */ (document.querySelector(".pages [aria-current=page]"));
  if (page) history.replaceState(history.state, "", page.href + location.hash);
  if (!location.hash) document.querySelector("#new")?.scrollIntoView({ block: "start" });
}

/** @param {number} position */
function show(position) {
  const total = Math.max(Number(progress.dataset.total), Number(thread.dataset.last) + offset);
  const words = progress.querySelector("[data-progress-words]");
  words.textContent = words.dataset.words.replace("{n}", String(position)).replace("{total}", String(total));
  progress.querySelector("[data-progress-bar]").setAttribute("height", `${(100 * position) / total}%`);
}
