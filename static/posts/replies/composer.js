// A reply shows at once, greyed until it is stored. When it could not be, its words are still in the form.
import { forget } from "../../behaviours/keep.js";
import { say } from "../../behaviours/toasts.js";
import { shape, word } from "../../behaviours/words.js";
import { answerNobody } from "./quoting.js";
import { composer, id, isAtEnd, posts, takeIn, thread } from "./thread.js";

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
  if (composer.ariaBusy === "true" || !box.value.trim()) return;
  composer.ariaBusy = "true";
  complain("");
  const wait = isAtEnd() ? greyed(box.value) : null;
  try {
    const stored = await store(new FormData(composer));
    box.value = "";
    forget(composer);
    answerNobody();
    wait?.remove();
    if (!isAtEnd() && stored.number > Number(thread.dataset.lastHere) + 1) location.assign(stored.url);
    else await takeIn();
    document.querySelector(`#reply-${stored.id}`)?.scrollIntoView({ block: "nearest" });
  } catch (trouble) {
    wait?.remove();
    if (posts.children.length === 0) posts.hidden = true;
    if (trouble.sentence) complain(trouble.sentence);
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
  if (!answer.ok) throw Object.assign(new Error(`${answer.status}`), { sentence: facts.detail });
  return facts;
}

/** @param {string} text */
function greyed(text) {
  posts.append(shape("waiting-reply"));
  posts.hidden = false;
  const post = posts.lastElementChild;
  post.querySelector("p").textContent = text;
  post.scrollIntoView({ block: "nearest" });
  return post;
}

/** @param {string} sentence */
function complain(sentence) {
  const place = composer.querySelector("[data-reply-error]");
  place.querySelector("span").textContent = sentence;
  place.hidden = !sentence;
  composer.elements.namedItem("text").ariaInvalid = sentence ? "true" : null;
}
