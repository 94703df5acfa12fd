// What the behaviours of a thread share: where it is on the page, its words, and how it takes new posts in.
import { writeTimes } from "../../behaviours/times.js";
import { shape } from "../../behaviours/words.js";

export const thread = /** @type {HTMLElement} */ (document.querySelector("[data-thread]"));
export const posts = thread?.querySelector("[data-posts]");
export const composer = /** @type {HTMLFormElement | null} */ (document.querySelector("[data-composer]"));
export const id = Number(thread?.dataset.thread);
const words = thread && shape("thread");

/** @param {string} name @param {Record<string, string | number>} [facts] */
export function said(name, facts = {}) {
  const sentence = words.querySelector(`[data-word="${name}"]`)?.textContent ?? "";
  return sentence.replace(/\{(\w+)\}/g, (_, key) => String(facts[key] ?? ""));
}

/** The page ends where the thread ends: only then may posts be added to it. */
export const isAtEnd = () => Number(thread.dataset.lastHere) >= Number(thread.dataset.last);

/** Fetches what came after the last post here and adds it; answers how many posts it was. */
export async function takeIn() {
  const answer = await fetch(`/contributions/${id}/replies?after=${thread.dataset.lastHere}`);
  if (!answer.ok) return 0;
  const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = [...parsed.body.querySelectorAll(".reply")].filter(
    (post) => Number(post.dataset.number) > Number(thread.dataset.lastHere),
  );
  if (fresh.length === 0) return 0;
  posts.append(...fresh);
  posts.hidden = false;
  writeTimes(posts);
  thread.querySelector("[data-no-replies]")?.remove();
  const last = fresh.at(-1).dataset.number;
  thread.dataset.lastHere = last;
  thread.dataset.last = String(Math.max(Number(thread.dataset.last), Number(last)));
  thread.dispatchEvent(new CustomEvent("taken-in", { bubbles: true, detail: { last: Number(last) } }));
  return fresh.length;
}
