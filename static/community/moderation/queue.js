// The queue by keyboard and live: a keeps, h hides, e opens, c takes; what a colleague does shows at once.
import { socket } from "../../behaviours/socket.js";
import { writeTimes } from "../../behaviours/times.js";
import { say } from "../../behaviours/toasts.js";

const KEYS = "ahejkc";

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !KEYS.includes(event.key)) return;
  if (
    event.target.closest?.("input:not([type=radio]), textarea, select") ||
    document.querySelector("dialog[open]")
  )
    return;
  const within = document.activeElement?.closest("[data-item]") ?? onlyCase();
  const act = within?.querySelector(`[data-act~="${event.key}"]`);
  if (!act) return;
  event.preventDefault();
  if (act.dataset.say) say(act.dataset.say);
  else if (act.matches("textarea")) act.focus();
  else act.click();
});

/** On the page of one case its keys are everywhere. */
function onlyCase() {
  return document.querySelector("[data-case]") ? document.querySelector("main") : null;
}

// What was said around it is long: on a phone one asks for it.
if (matchMedia("(width < 720px)").matches) {
  for (const around of document.querySelectorAll(".said-around")) around.open = false;
}

// Who takes something stays where she is in the queue; the answer is the queue as it is now.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-claim]")) return;
  event.preventDefault();
  const row = form.closest("[data-row]");
  const sent = { method: "POST", body: new URLSearchParams(new FormData(form)), headers: HTML };
  const answer = await fetch(form.action, sent).catch(() => null);
  if (!answer?.ok) return form.submit();
  const page = pageOf(await answer.text());
  row.focus({ preventScroll: true });
  show(page, row);
  for (const words of page.querySelectorAll("[data-toast] p")) say(words.textContent, "error");
});

const HTML = { Accept: "text/html" };
let waits = 0;

socket.on("case.moved", refreshSoon);
socket.on("count.moved", ({ place }) => place === "moderation" && refreshSoon());

function refreshSoon() {
  clearTimeout(waits);
  waits = setTimeout(refresh, 200);
}

async function refresh() {
  if (!document.querySelector("[data-fresh]")) return;
  const answer = await fetch(location.href, { headers: HTML }).catch(() => null);
  if (answer?.ok) show(pageOf(await answer.text()));
}

/** @param {string} text */
function pageOf(text) {
  return new DOMParser().parseFromString(text, "text/html");
}

/** What one is about to press stays where it is: of the row that has the focus only its head is new.
 * @param {Document} page @param {Element} [changed] a row that is new as a whole */
function show(page, changed) {
  for (const part of document.querySelectorAll("[data-fresh]")) {
    const fresh = page.querySelector(`[data-fresh="${part.dataset.fresh}"]`);
    if (!fresh) continue;
    const held = part.contains(document.activeElement) && document.activeElement.closest("[data-row]");
    if (held) around(part, fresh, held, held === changed);
    else if (!part.contains(document.activeElement)) part.replaceWith(fresh);
    writeTimes(held ? part : fresh);
  }
}

/** @param {Element} part @param {Element} fresh @param {HTMLElement} held @param {boolean} whole */
function around(part, fresh, held, whole) {
  const focused = document.activeElement;
  const y = held.getBoundingClientRect().top;
  const place = [...part.children].indexOf(held);
  const now = fresh.querySelector(`[data-row="${CSS.escape(held.dataset.row)}"]`);
  if (now && whole) held.replaceChildren(...now.childNodes);
  else if (now) held.querySelector(".case-head").replaceWith(now.querySelector(".case-head"));
  const rows = [...fresh.children].map((row) => (row === now ? held : row));
  if (!now) rows.splice(place, 0, held); // decided meanwhile: it goes when one leaves it
  part.replaceChildren(...rows);
  (focused.isConnected ? focused : held).focus({ preventScroll: true });
  scrollBy(0, held.getBoundingClientRect().top - y);
  if (!now) held.addEventListener("focusout", refreshSoon, { once: true });
}
