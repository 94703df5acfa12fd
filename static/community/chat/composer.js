// Enter sends, Shift+Enter begins a line; an answer and a change say so above the words; arrow up changes the last.
import { forget } from "../../behaviours/keep.js";
import { say } from "../../behaviours/toasts.js";
import { clearNew, messages } from "./log.js";
import { post } from "./outbox.js";
import { letGoOfPhotos, photosOfMessage } from "./photos.js";
import { ask, isSure, room, sentence } from "./room.js";

const form = /** @type {HTMLFormElement | null} */ (room.root.querySelector("[data-composer]"));
const words = form?.querySelector("[data-words]");
const note = form?.querySelector("[data-note]");
let answering = null;
let changing = null;

/** @param {HTMLElement} message */
export function answer(message) {
  const { id, seq, text } = message.dataset;
  const name = message.querySelector('[data-slot="name"]').textContent;
  answering = { id: Number(id), seq: Number(seq), name, text: text.slice(0, 200) };
  changing = null;
  tell(sentence("answering", { name, text: text.slice(0, 80) }));
}

/** @param {HTMLElement} message */
export function change(message) {
  changing = message;
  answering = null;
  words.value = message.dataset.text;
  tell(sentence("editing"));
}

function tell(sentence) {
  note.hidden = false;
  note.querySelector("[data-note-words]").textContent = sentence;
  words.focus();
}

function cancel() {
  if (changing) words.value = "";
  answering = changing = null;
  note.hidden = true;
  words.focus();
}

async function storeChange(message, text) {
  try {
    await ask(`/chat/messages/${message.dataset.id}/edition`, { text });
  } catch (trouble) {
    say(trouble.message, "error");
    words.value = text;
    change(message);
  }
}

const CALLS_ALL = /(?<![\w@/.])@room\b/i;

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const callsAll = room.keeps && room.kind !== "direct" && CALLS_ALL.test(words.value);
  if (callsAll && !(await isSure(sentence("ask-call"), sentence("do-call")))) return;
  const text = words.value.trim();
  const photos = photosOfMessage();
  if (!text && !photos.length) return;
  if (changing) {
    storeChange(changing, text);
  } else {
    clearNew();
    post({ text, photos, reply_to: answering });
    letGoOfPhotos();
  }
  words.value = "";
  forget(form);
  cancel();
});

words?.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    form.requestSubmit();
  } else if (event.key === "Escape") {
    cancel();
  } else if (event.key === "ArrowUp" && !words.value) {
    const mine = messages().findLast(isMine);
    if (mine) event.preventDefault();
    if (mine) change(mine);
  }
});

form?.querySelector("[data-note-end]").addEventListener("click", cancel);
if (words) words.required = false; // a photo needs no words; without a script there are no photos

/** @param {HTMLElement} it */
export const isMine = (it) => it.dataset.author === room.me && it.dataset.id && !("removed" in it.dataset);
