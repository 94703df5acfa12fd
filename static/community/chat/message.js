// A message as an element: made of the page's own template, filled with facts, never with markup of the browser's.
import { writeTimes } from "../../behaviours/times.js";
import { shape } from "../../behaviours/words.js";
import { show } from "../../posts/reactions/reactions.js";
import { room, sentence } from "./room.js";

/** @param {object} facts as the server tells them @returns {HTMLElement} */
export function messageOf(facts) {
  const element = /** @type {HTMLElement} */ (shape("message").firstElementChild);
  fill(element, facts);
  return element;
}

/** What is written here and not yet stored: plain words, greyed. */
export function draftOf({ client_id, text, photos, reply_to, at }) {
  const author = { handle: room.me, name: room.myName };
  const quote = reply_to && { id: reply_to.id, seq: reply_to.seq, name: reply_to.name, text: reply_to.text };
  const element = messageOf({
    client_id,
    text,
    photos,
    reply_to: quote,
    at,
    author,
    likes: 0,
    reactions: {},
    id: "",
    seq: "",
    url: "",
  });
  element.removeAttribute("id");
  element.classList.add("waiting");
  element.querySelector(".message-text").textContent = text;
  return element;
}

/** @param {HTMLElement} element @param {object} facts */
export function fill(element, facts) {
  const before = element.querySelector("form[data-reactions]")?.dataset.mine ?? "";
  const mine = "reaction" in facts ? (facts.reaction ?? "") : before; // what all hear does not say it
  const fresh = /** @type {HTMLElement} */ (shape("message").firstElementChild);
  Object.assign(element.dataset, {
    id: facts.id,
    seq: facts.seq,
    change: facts.change ?? 0,
    author: facts.author.handle,
    at: facts.at,
    client: facts.client_id,
    text: facts.text,
  });
  element.id = `m${facts.id}`;
  element.classList.remove("waiting", "failed");
  element.classList.toggle("mine-said", facts.author.handle === room.me);
  element.replaceChildren(...fresh.children);
  showAuthor(element, facts);
  showWords(element, facts);
  showReactions(element, facts, mine);
  if ((facts.unheard ?? room.unheard.includes(facts.author.handle)) && !facts.removed) fold(element);
  if (facts.thread) element.querySelector(".message-body").append(threadOf(facts.thread));
  writeTimes(element);
}

function showAuthor(element, { author, at, url }) {
  const name = element.querySelector('[data-slot="name"]');
  name.textContent = author.name;
  name.href = `/@${author.handle}`;
  if (author.tier === "super" || author.tier === "apass") name.after(" ", shape(`tier-${author.tier}`));
  const time = element.querySelector("time");
  time.dateTime = at;
  element.querySelector('[data-slot="url"]').href = url;
  showFace(element.querySelector(".avatar"), author);
}

function showFace(avatar, author) {
  if (author.handle === room.me) avatar.replaceWith(shape("my-avatar").firstElementChild);
  else avatar.replaceChildren(faceSeen(author.handle) ?? initials(author.name));
}

/** A face already on the page need not be made anew. */
function faceSeen(handle) {
  const seen = document.querySelector(`.log [data-author="${CSS.escape(handle)}"] .avatar :is(img, picture)`);
  return seen?.cloneNode(true);
}

/** @param {string} name */
function initials(name) {
  const words = name.split(/\s+/).filter(Boolean);
  if (!words.length) return "?";
  if (words[0] >= "⺀") return [...words[0]][0];
  return [words[0], ...words.slice(1).slice(-1)].map((word) => [...word][0].toUpperCase()).join("");
}

function showWords(
  element,
  { removed, hidden, html, photos, thing, pinned, reply_to: quote, edited_at, disclosure },
) {
  const words = element.querySelector(".message-text");
  element.toggleAttribute("data-pinned", Boolean(pinned));
  element.toggleAttribute("data-removed", Boolean(removed));
  if (hidden) words.before(hiddenFromOthers(hidden));
  else if (removed) {
    words.textContent = sentence("taken-back");
    words.classList.add("taken-back");
    return;
  }
  // The server made this HTML safe; it is the same the page itself is made of.
  words.innerHTML = html ?? "";
  if (quote) words.before(quoteOf(quote));
  if (disclosure) words.before(paidOf(disclosure));
  if (thing) words.after(thingOf(thing));
  if (photos?.length) words.after(photosOf(photos));
  if (edited_at)
    words.parentElement.querySelector(".reactions").before(
      Object.assign(document.createElement("small"), {
        className: "edited",
        textContent: sentence("edited"),
      }),
    );
}

/** What somebody says whom one does not hear: there, and not in one's way. @param {HTMLElement} element */
function fold(element) {
  const frame = shape("message-folded").firstElementChild;
  const [head, ...words] = element.querySelector(".message-body").children;
  frame.append(...words);
  head.after(frame);
}

/** @param {string} why where it is said */
function hiddenFromOthers(why) {
  const note = shape("hidden-said").firstElementChild;
  note.querySelector("a").href = why;
  return note;
}

function quoteOf({ id, seq, name, text, disclosure }) {
  const quote = shape("quoted").firstElementChild;
  quote.href = `/chat/messages/${id}`;
  quote.dataset.seq = seq;
  quote.querySelector("b").textContent = name;
  quote.querySelector('[data-slot="text"]').textContent = text || sentence("taken-back");
  if (disclosure) quote.querySelector("b").after(" ", paidOf(disclosure));
  return quote;
}

export function paidOf({ kind, sponsor }) {
  const paid = shape("paid").firstElementChild;
  paid.textContent = sentence(kind, { name: sponsor });
  return paid;
}

function threadOf({ url, count, at }) {
  const link = shape("message-thread").firstElementChild;
  link.href = url;
  link.querySelector('[data-slot="replies"]').textContent = answers(count);
  link.querySelector("time").dateTime = at;
  return link;
}

/** @param {number | null} count none: who reads is spared numbers */
function answers(count) {
  if (count === null) return sentence("answered");
  return count === 1 ? sentence("one-reply") : sentence("replies", { n: count });
}

export function photosOf(photos) {
  const frame = document.createElement("div");
  frame.className = "message-photos";
  frame.append(...photos.map(photoOf));
  return frame;
}

function photoOf({ url, preview, width, height }) {
  const link = shape("message-photo").firstElementChild;
  link.href = url;
  Object.assign(link.querySelector("img"), { src: preview ?? url, width, height });
  return link;
}

function thingOf({ url, title, by, photo, disclosure, mark }) {
  const link = shape("message-thing").firstElementChild;
  link.href = url;
  if (url.startsWith("/")) link.removeAttribute("rel");
  link.querySelector("b").textContent = title;
  link.querySelector("[data-by]").textContent = by;
  const image = link.querySelector("img");
  if (photo) Object.assign(image, { src: photo.url, width: photo.width, height: photo.height });
  else image.remove();
  const paid = link.querySelector("[data-paid]");
  if (disclosure) paid.textContent = sentence(disclosure.kind, { name: disclosure.sponsor });
  else paid.remove();
  if (mark) link.querySelector("[data-by]").after(markOf(mark));
  return link;
}

/** What is known of the product where this seller sells it. */
function markOf({ word, seller }) {
  const mark = shape(`mark-${word}`).firstElementChild;
  mark.lastChild.textContent = mark.lastChild.textContent.replace("{seller}", seller);
  return mark;
}

function showReactions(element, { id, author, likes, reactions, removed }, mine) {
  const frame = element.querySelector(".reactions");
  if (removed) return frame.remove();
  if (author.handle === room.me)
    frame.replaceChildren(...shape("reactions-given").firstElementChild.children);
  const place = frame.querySelector("[data-reactions]");
  place.dataset.reactions = id;
  if (place.matches("form")) place.action = `/contributions/${id}/reaction`;
  for (const link of frame.querySelectorAll("a")) link.href = `/contributions/${id}/reactions`;
  show(place, { mine, likes: likes ?? 0, counts: reactions }); // none: who reads is spared numbers
}
