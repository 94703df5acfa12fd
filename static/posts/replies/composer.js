// A reply shows at once, greyed until it is stored. When it could not be, its words are still in the form.
import { forget } from "../../behaviours/keep.js";
import { say } from "../../behaviours/toasts.js";
import { shape, word } from "../../behaviours/words.js";
import { leaveOut } from "./photo.js";
import { answerNobody } from "./quoting.js";
import { answersOf, composer, id, isAtEnd, isHere, nested, posts, said, takeIn, thread } from "./thread.js";

if (composer && thread) {
  composer.addEventListener("submit", send);
  composer.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) composer.requestSubmit();
  });
}

/** @param {SubmitEvent} event */
async function send(event) {
  event.preventDefault();
  const box = composer.elements.namedItem("text");
  const photo = composer.querySelector("[data-photo]")?.files.length;
  if (composer.ariaBusy === "true" || !(box.value.trim() || photo)) return;
  composer.ariaBusy = "true";
  complain("");
  const root = nested ? rootOfAnswered() : "";
  const wait = root || isAtEnd() ? greyed(box.value, root) : null;
  try {
    const stored = await store(new FormData(composer));
    box.value = "";
    forget(composer);
    leaveOut();
    composer.dispatchEvent(new Event("reset-draft"));
    answerNobody();
    wait?.remove();
    if (stored.waiting) return say(stored.waiting);
    if (!comesHere(stored)) return location.assign(stored.url);
    await takeIn();
    document.querySelector(`#reply-${stored.id}`)?.scrollIntoView({ block: "nearest" });
  } catch (trouble) {
    wait?.remove();
    if (posts.children.length === 0) posts.hidden = true;
    if (trouble.status === 401) complain(said("signed-out"), signInAgain());
    else if (trouble.sentence) complain(trouble.sentence);
    else say(word(navigator.onLine ? "not-stored" : "no-connection"), "error");
    box.focus();
  } finally {
    composer.ariaBusy = null;
  }
}

/** @param {FormData} form @returns {Promise<{id: number, number: number, url: string}>} */
async function store(form) {
  const answer = await fetch(`/contributions/${id}/replies`, {
    method: "POST",
    body: form,
    headers: { Accept: "application/json" },
  });
  const facts = await answer.json().catch(() => ({}));
  if (!answer.ok)
    throw Object.assign(new Error(`${answer.status}`), { sentence: facts.detail, status: answer.status });
  return facts;
}

/** The reply that what is written will stand under. */
function rootOfAnswered() {
  const answered = composer.elements.namedItem("quoted").value;
  return answered ? (document.getElementById(`reply-${answered}`)?.dataset.root ?? "") : "";
}

/** @param {{ number: number, root: number }} stored */
function comesHere({ number, root }) {
  if (nested) return root === number ? isAtEnd() : isHere(root);
  return isAtEnd() || number <= Number(thread.dataset.lastHere) + 1;
}

/** @param {string} text @param {string} root */
function greyed(text, root) {
  const place = root ? answersOf(root) : posts;
  place.append(shape("waiting-reply"));
  posts.hidden = false;
  const post = place.lastElementChild;
  post.querySelector("p").textContent = text;
  post.scrollIntoView({ block: "nearest" });
  return post;
}

/** In a tab of its own, so that this page and its words stay as they are. */
function signInAgain() {
  const link = document.createElement("a");
  link.href = `/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`;
  link.className = "link";
  link.target = "_blank";
  link.textContent = document.querySelector("[data-sign-in-again]").dataset.signInAgain;
  return link;
}

/** @param {string} sentence @param {Element} [then] */
function complain(sentence, then) {
  const place = composer.querySelector("[data-reply-error]");
  place.querySelector("span").textContent = sentence;
  if (then) place.querySelector("span").append(" ", then);
  place.hidden = !sentence;
  composer.elements.namedItem("text").ariaInvalid = sentence ? "true" : null;
}
