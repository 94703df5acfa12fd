// What the behaviours of a thread share: where it is on the page, its words, and how it takes new posts in.
import { writeTimes } from "../../behaviours/times.js";
import { shape } from "../../behaviours/words.js";

export const thread = /** @type {HTMLElement} */ (document.querySelector("[data-thread]"));
export const posts = thread?.querySelector("[data-posts]");
export const composer = /** @type {HTMLFormElement | null} */ (document.querySelector("[data-composer]"));
export const id = Number(thread?.dataset.thread);
/** Under a story or a list what answers a reply stands under it. */
export const nested = thread?.hasAttribute("data-nested");
const words = thread && shape("thread");

/** @param {string} name @param {Record<string, string | number>} [facts] */
export function said(name, facts = {}) {
  const sentence = words.querySelector(`[data-word="${name}"]`)?.textContent ?? "";
  return sentence.replace(/\{(\w+)\}/g, (_, key) => String(facts[key] ?? ""));
}

/** The page ends where the thread ends: only then may posts be added to it. */
export const isAtEnd = () =>
  nested ? thread.hasAttribute("data-end") : Number(thread.dataset.lastHere) >= Number(thread.dataset.last);

/** @param {number} root whether what stands under it is on this page */
export const isHere = (root) => nested && Boolean(thread.querySelector(`[data-number="${Number(root)}"]`));

/** Fetches what came after the last post that is known here and adds it; answers how many posts it was. */
export async function takeIn() {
  const arrived = await fetched(Number(thread.dataset.lastHere));
  const fresh = arrived.filter((post) => Number(post.dataset.number) > Number(thread.dataset.lastHere));
  if (fresh.length === 0) return 0;
  const shown = fresh.filter(settle);
  posts.hidden = posts.children.length === 0;
  writeTimes(posts);
  thread.querySelector("[data-no-replies]")?.remove();
  const last = fresh.at(-1).dataset.number;
  thread.dataset.lastHere = last;
  thread.dataset.last = String(Math.max(Number(thread.dataset.last), Number(last)));
  thread.dispatchEvent(new CustomEvent("taken-in", { bubbles: true, detail: { last: Number(last) } }));
  return shown.length;
}

/** A post that was changed is fetched and stands where it stood. @param {number} number */
export async function renew(number) {
  const old = thread.querySelector(`.reply[data-number="${Number(number)}"]`);
  const fresh = old && (await fetched(number - 1)).find((post) => post.dataset.number === String(number));
  if (!fresh) return;
  old.replaceWith(fresh);
  writeTimes(fresh.parentElement);
}

/** @param {number} after @returns {Promise<HTMLElement[]>} */
async function fetched(after) {
  const answer = await fetch(`/contributions/${id}/replies?after=${after}`);
  if (!answer.ok) return [];
  const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
  return [...parsed.body.querySelectorAll(".reply")];
}

/** Puts a post where it belongs, if that is on this page. @param {HTMLElement} post */
function settle(post) {
  const { number, root } = post.dataset;
  const whole = post.closest(".folded") ?? post;
  if (!nested || root === number) {
    if (nested && !isAtEnd()) return false;
    posts.append(whole);
    return true;
  }
  if (!isHere(Number(root))) return false;
  answersOf(root).append(whole);
  return true;
}

/** @param {string} root @returns {Element} where the answers to a reply stand; made when there were none */
export function answersOf(root) {
  let list = thread.querySelector(`[data-answers-of="${root}"]`);
  if (!list) {
    const first = thread.querySelector(`.reply[data-number="${root}"]`);
    (first.closest(".folded") ?? first).after(shape("answers"));
    list = (first.closest(".folded") ?? first).nextElementSibling;
    list.dataset.answersOf = root;
  }
  const place = list.querySelector("[data-answers]");
  new MutationObserver(() => count(list)).observe(place, { childList: true });
  return place;
}

/** @param {Element} list */
function count(list) {
  if (list.querySelector(".all-answers")) return;
  const n = list.querySelectorAll(".reply:not(.waiting)").length;
  list.querySelector("[data-answers-count]").textContent =
    n === 1 ? said("one-answer") : said("many-answers", { n });
}
