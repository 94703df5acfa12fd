// The queue by keyboard and live: a keeps, h hides, e explains; what a colleague does shows at once.
import { socket } from "../../behaviours/socket.js";
import { writeTimes } from "../../behaviours/times.js";

const KEYS = "ahejk";

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
  if (act.matches("textarea")) act.focus();
  else act.click();
});

/** On the page of one case its keys are everywhere. */
function onlyCase() {
  return document.querySelector("[data-case]") ? document.querySelector("main") : null;
}

let waits = 0;

socket.on("case.moved", () => {
  clearTimeout(waits);
  waits = setTimeout(refresh, 200);
});

/** What one is about to press stays where it is: a queue that has the focus waits until it is let go. */
async function refresh() {
  const parts = document.querySelectorAll("[data-fresh]");
  if (!parts.length) return;
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of parts) {
    const fresh = page.querySelector(`[data-fresh="${part.dataset.fresh}"]`);
    if (fresh && !part.contains(document.activeElement)) {
      part.replaceWith(fresh);
      writeTimes(fresh);
    } else if (fresh) part.addEventListener("focusout", refresh, { once: true });
  }
}
