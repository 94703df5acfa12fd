// What one can do with a message: like, answer, change, take back. One toolbar goes where the pointer or the focus is.
import { say } from "../../behaviours/toasts.js";
import { shape } from "../../behaviours/words.js";
import { open } from "../../posts/reactions/reactions.js";
import { answer, change, isMine } from "./composer.js";
import { log } from "./log.js";
import { ask, isSure, room, sentence } from "./room.js";

const tools = /** @type {HTMLElement} */ (shape("tools").firstElementChild);
const canWrite = Boolean(room.root.querySelector("[data-composer]"));

log.addEventListener("pointerover", ({ target }) => {
  if (!isHeld()) offer(target.closest(".message"));
});
log.addEventListener("focusin", ({ target }) => offer(target.closest(".message")));
log.addEventListener("changed", ({ target }) => {
  if (target.matches(":focus-within") || (target.matches(":hover") && !isHeld())) offer(target);
});
offer(focused()); // a message chosen before this could hear it
log.addEventListener("click", ({ target }) => {
  const message = target.closest(".message");
  const by = target.closest("[data-act]");
  if (message && ACTS[by?.dataset.act]) ACTS[by.dataset.act](message, by);
});

function focused() {
  return log.contains(document.activeElement) ? document.activeElement.closest(".message") : null;
}

/** Whoever chose a message by keyboard or finger keeps its tools, whatever passes below a resting pointer. */
function isHeld() {
  const holder = focused();
  if (!holder || tools.parentElement !== holder) return false;
  const showsByFocus = getComputedStyle(tools).position === "static"; // where it is narrow
  return showsByFocus || holder.matches(":focus-visible, :has(:focus-visible)");
}

/** @param {HTMLElement | null} message */
function offer(message) {
  if (!message?.dataset.id || "removed" in message.dataset) return tools.remove();
  if (tools.parentElement === message) return;
  for (const button of tools.querySelectorAll("[data-own]")) button.hidden = !isMine(message) || !canWrite;
  for (const button of tools.querySelectorAll("[data-others]")) button.hidden = isMine(message);
  tools.querySelector('[data-act="reply"]').hidden = !canWrite;
  tools.querySelector('[data-act="thread"]').hidden = !canWrite || room.isThread;
  const isPinned = "pinned" in message.dataset;
  tools.querySelector('[data-act="pin"]').hidden = !(room.keeps && canWrite) || isPinned;
  tools.querySelector('[data-act="unpin"]').hidden = !(room.keeps && canWrite) || !isPinned;
  const forward = tools.querySelector("[data-forward]");
  forward.hidden = !room.isForAll && !isMine(message);
  forward.href = `/topics/new?message=${message.dataset.id}`;
  tools.querySelector("[data-later]").href = `/contributions/${message.dataset.id}/bookmark`;
  tools.querySelector("[data-report]").href = `/contributions/${message.dataset.id}/report`;
  message.append(tools);
}

const formOf = (message) => /** @type {HTMLFormElement} */ (message.querySelector("form[data-reactions]"));

async function askToRemove(message) {
  if (await isSure(sentence("ask-remove"), sentence("do-remove"))) remove(message);
}

/** Its address is made with it. @param {HTMLElement} message */
function goToThread(message) {
  const form = document.createElement("form");
  form.method = "post";
  form.action = `/chat/messages/${message.dataset.id}/thread`;
  form.hidden = true;
  document.body.append(form);
  form.submit();
}

const pin = (on) => async (message) => {
  try {
    await ask(`/chat/messages/${message.dataset.id}/pin`, { on });
    tools.remove();
  } catch (trouble) {
    say(trouble.message, "error");
  }
};

const ACTS = {
  like: (message) => formOf(message)?.requestSubmit(),
  react: (message, by) => open(formOf(message), by),
  reply: answer,
  thread: goToThread,
  pin: pin(1),
  unpin: pin(0),
  edit: change,
  remove: askToRemove,
};

async function remove(message) {
  try {
    await ask(`/chat/messages/${message.dataset.id}/removal`, {});
  } catch (trouble) {
    say(trouble.message, "error");
  }
}

// A quotation leads to its message, without leaving the page where it is on it.
log.addEventListener("click", (event) => {
  const quote = event.target.closest(".quoted");
  const said = quote && log.querySelector(`.message[data-seq="${CSS.escape(quote.dataset.seq)}"]`);
  if (!said) return;
  event.preventDefault();
  said.scrollIntoView({ block: "center" });
  said.focus({ preventScroll: true });
});
