// Quote and Reply bring the form on this page what it answers; selected words offer to be quoted.
import { composer, nested, said, thread } from "./thread.js";

const box = composer?.elements.namedItem("text");
const home = composer?.parentElement;
let offer;

if (composer && thread) {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-quote], [data-answer]");
    if (!link) return;
    event.preventDefault();
    const post = link.closest(".reply");
    if (link.dataset.quote) quote(selectedIn(post) || plain(post));
    answer(post);
  });
  composer.querySelector("[data-answer-nobody]").hidden = false;
  composer.querySelector("[data-answer-nobody]").addEventListener("click", answerNobody);
  document.addEventListener("selectionchange", offerToQuote);
}

/** @param {HTMLElement} post */
function answer(post) {
  composer.elements.namedItem("quoted").value = post.id.replace("reply-", "");
  composer.querySelector("[data-answering-name]").textContent = post.dataset.name;
  composer.querySelector("[data-answering]").hidden = false;
  if (nested) (under(post) ?? post).after(composer);
  box.focus();
  box.scrollIntoView({ block: "center" });
}

/** What stands under a first reply, so that the form comes after all of it. @param {HTMLElement} post */
const under = (post) =>
  post.dataset.root === post.dataset.number &&
  thread.querySelector(`[data-answers-of="${post.dataset.root}"]`);

export function answerNobody() {
  composer.elements.namedItem("quoted").value = "";
  composer.querySelector("[data-answering]").hidden = true;
  home?.append(composer);
}

/** @param {string} words */
function quote(words) {
  const lines = words
    .trim()
    .split("\n")
    .map((line) => `> ${line}`.trimEnd());
  const before = box.value.trim() ? `${box.value.trimEnd()}\n\n` : "";
  box.value = `${before}${lines.join("\n")}\n\n`;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  offer?.remove();
}

/** @param {HTMLElement} post */
function selectedIn(post) {
  const selection = document.getSelection();
  const words = post.querySelector("[data-words]");
  return !selection.isCollapsed && words.contains(selection.anchorNode) && words.contains(selection.focusNode)
    ? String(selection)
    : "";
}

/** @param {HTMLElement} post */
const plain = (post) => post.querySelector("[data-words]").innerText;

function offerToQuote() {
  const node = document.getSelection().anchorNode;
  const post = (node?.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest?.(".reply");
  const words = post?.querySelector("[data-quote]") && selectedIn(post);
  if (!words) return void offer?.remove();
  offer ??= made();
  offer.onclick = () => {
    quote(words);
    answer(post);
  };
  post.querySelector("[data-words]").after(offer);
}

function made() {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn quote-offer";
  button.textContent = said("quote");
  button.addEventListener("pointerdown", (event) => event.preventDefault()); // the selection stays
  return button;
}
