// The page as it is now on the server, taken in without losing what is typed, open, focused or being dragged.
import { writeTimes } from "../../behaviours/times.js";
import { say } from "../../behaviours/toasts.js";

const FOCUSABLE = "a[href], button, input, summary";
let held = 0;
let waiting = /** @type {string | null} */ (null);

/** Nothing moves until the answer is called. @returns {() => void} */
export function holdFresh() {
  held += 1;
  let done = false;
  return () => {
    if (done) return;
    done = true;
    held -= 1;
    if (held === 0 && waiting !== null) takeIn(waiting);
  };
}

/** Ask for the page anew, and take it in. */
export async function freshen() {
  const answer = await fetch(location.href, { headers: { "X-Requested-With": "fetch" } }).catch(() => null);
  if (answer?.ok) takeIn(await answer.text());
  return Boolean(answer?.ok);
}

/** @param {string} html a whole page */
export function takeIn(html) {
  if (held > 0) {
    waiting = html;
    return;
  }
  waiting = null;
  const page = new DOMParser().parseFromString(html, "text/html");
  const [now, then] = [page.querySelector("[data-pieces]"), document.querySelector("[data-pieces]")];
  if (now && then) takeLines(now, then);
  if (now && then) then.dataset.version = now.dataset.version;
  for (const part of page.querySelectorAll("[data-fresh]")) {
    const old = document.querySelector(`[data-fresh="${part.dataset.fresh}"]`);
    if (old && print(old) !== print(part)) swap(old, part);
  }
  for (const toast of page.querySelectorAll("[data-toasts] [data-toast]")) {
    say(toast.querySelector("p").textContent, toast.classList.contains("error") ? "error" : "good");
  }
  writeTimes();
  document.dispatchEvent(new CustomEvent("fresh"));
}

/** Lines are known by their id; what has none (a hint, the foot) is taken as it comes, but for what is typed. */
function takeLines(now, then) {
  let last = null;
  for (const line of [...now.children]) {
    const old = line.id
      ? document.getElementById(line.id)
      : [...then.children].find((one) => isSame(one, line));
    let here = old ?? line;
    if (old && line.id && print(old) !== print(line)) here = swap(old, line);
    const place = last ? last.nextElementSibling : then.firstElementChild;
    if (here !== place) then.insertBefore(here, place);
    last = here;
  }
  while (last?.nextElementSibling) last.nextElementSibling.remove();
}

const isSame = (one, other) => !one.id && one.tagName === other.tagName && one.className === other.className;

/** The new one instead of the old, with the menu that was open and the focus where it was. */
function swap(old, fresh) {
  const at = [...old.querySelectorAll(FOCUSABLE)]
    .filter((one) => !one.matches(".grip"))
    .indexOf(document.activeElement);
  const onGrip = document.activeElement?.matches(".grip") && old.contains(document.activeElement);
  const open = old.querySelector("details[data-menu]")?.open;
  const it = document.importNode(fresh, true);
  old.replaceWith(it);
  if (open && it.querySelector("details[data-menu]")) it.querySelector("details[data-menu]").open = true;
  if (at >= 0) [...it.querySelectorAll(FOCUSABLE)].at(at)?.focus();
  if (onGrip) queueMicrotask(() => it.querySelector(".grip")?.focus());
  return it;
}

/** What it says, whatever scripts have made of it meanwhile. */
function print(element) {
  const copy = element.cloneNode(true);
  for (const grip of copy.querySelectorAll(".grip")) grip.remove();
  for (const time of copy.querySelectorAll("time")) time.replaceWith(time.dateTime);
  for (const one of [copy, ...copy.querySelectorAll("[open], [aria-busy]")]) {
    one.removeAttribute("open");
    one.removeAttribute("aria-busy");
    one.classList.remove("moving", "current");
    if (!one.className) one.removeAttribute("class");
  }
  return copy.outerHTML.replace(/\s+/g, " ");
}
