// The room this page shows: what the server said of it, and its words.
import { shape } from "../../behaviours/words.js";

const root = document.querySelector("[data-chat]");

/** Rooms beside a hidden conversation (a phone's list of rooms) are only a list. */
export const isShown = Boolean(root?.checkVisibility());

const said = root?.dataset ?? {};

export const room = {
  root,
  id: Number(said.room),
  url: said.url,
  kind: said.kind,
  me: said.me,
  myName: said.myName,
  seq: Number(said.seq),
  changes: Number(said.changes),
  read: Number(said.read),
  seen: Number(said.seen ?? 0), // between two: what the other one has read
  belongs: "belongs" in said,
  keeps: "keeps" in said,
  isForAll: "forAll" in said,
  isThread: "thread" in said,
  /** @type {string[]} the handles of those whom one muted or blocked, once one has come in */
  unheard: [],
  /** @type {() => number | undefined} beside a film: the moment of it that one sees, in milliseconds since 1970 */
  sees: () => undefined,
};

/** @param {string} name @param {Record<string, string | number>} [values] in place of {name} */
export function sentence(name, values = {}) {
  const words = shape("chat-words").querySelector(`[data-word="${name}"]`)?.textContent ?? "";
  return words.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
}

/** @param {string} path @param {object} [body] what is sent; without it, it is asked @returns {Promise<any>} */
export async function ask(path, body) {
  const headers = { Accept: "application/json", "Content-Type": "application/json" };
  const wish = body
    ? { method: "POST", headers, body: JSON.stringify(body) }
    : { headers: { Accept: headers.Accept } };
  const answer = await fetch(path, wish);
  const facts = await answer.json().catch(() => ({}));
  if (!answer.ok)
    throw Object.assign(new Error(facts.detail ?? String(answer.status)), { status: answer.status });
  return facts;
}

/** A question before something that cannot be taken back. @param {string} question @param {string} yes */
export function isSure(question, yes) {
  document.body.append(shape("confirm"));
  const dialog = /** @type {HTMLDialogElement} */ (document.body.lastElementChild);
  dialog.querySelector("[data-question]").textContent = question;
  dialog.querySelector("[data-yes]").textContent = yes;
  dialog.showModal();
  return new Promise((answer) =>
    dialog.addEventListener("close", () => {
      dialog.remove();
      answer(dialog.returnValue === "yes");
    }),
  );
}
