// What I said and nobody has stored yet. It is kept through reload and restart and sent until there is an answer;
// the key it carries makes it one message however often it arrives.
import { socket } from "../../behaviours/socket.js";
import { shape } from "../../behaviours/words.js";
import { expect, onShown } from "./line.js";
import { byClient, log, putDraft, toEnd } from "./log.js";
import { room } from "./room.js";

const NAME = `outbox:${room.me}:${room.id}`;
const PATIENCE = 8000;
const SOON = 20; // seconds one waits without a word; of more one is told
let sending = false;

/** @returns {object[]} */
const kept = () => JSON.parse(localStorage.getItem(NAME) ?? "[]");

/** @param {object[]} letters */
function keep(letters) {
  if (letters.length) localStorage.setItem(NAME, JSON.stringify(letters));
  else localStorage.removeItem(NAME);
}

const forget = (client) => keep(kept().filter((letter) => letter.client_id !== client));
const remember = (letter) => keep(kept().map((old) => (old.client_id === letter.client_id ? letter : old)));

/** Say it: seen at once, sent as soon as there is a line. */
export function post({ text, photos, reply_to }) {
  const letter = {
    client_id: newKey(),
    text,
    photos,
    reply_to,
    at: new Date().toISOString(),
    seen: room.sees(),
  };
  keep([...kept(), letter]);
  putDraft(letter);
  toEnd();
  flush();
}

/** One after the other, so that they arrive in the order they were written. */
export async function flush() {
  if (sending) return;
  sending = true;
  try {
    for (let letter = next(); letter && socket.connected; letter = next()) await send(letter);
  } catch {
    if (socket.connected) setTimeout(flush, 1000);
  } finally {
    sending = false;
  }
}

const next = () => kept().find((letter) => !letter.refused);

async function send(letter) {
  const { client_id, text, photos = [], reply_to, seen } = letter;
  const ids = photos.map(({ id }) => id);
  const wish = { room: room.id, client_id, text, photos: ids, reply_to: reply_to?.id, seen };
  const answer = await socket.timeout(PATIENCE).emitWithAck("message", wish);
  if (answer?.retry_after <= SOON)
    return new Promise((later) => setTimeout(later, answer.retry_after * 1000));
  if (answer?.error) return refuse({ ...letter, refused: answer.error });
  if (!answer?.seq) throw new Error("no answer");
  forget(client_id);
  const draft = byClient(client_id);
  if (draft && !draft.dataset.seq) draft.classList.remove("waiting");
  expect(answer.seq);
  document.dispatchEvent(new CustomEvent("said", { detail: { room: room.id } }));
}

function refuse(letter) {
  remember(letter);
  showRefused(letter);
}

function showRefused({ client_id, refused }) {
  const draft = byClient(client_id);
  if (!draft) return;
  draft.classList.replace("waiting", "failed");
  draft.querySelector(".unsent")?.remove();
  const note = shape("unsent").firstElementChild;
  note.querySelector("[data-why]").textContent = refused;
  draft.querySelector(".message-body").append(note);
}

log.addEventListener("click", ({ target }) => {
  const act = target.closest('[data-act="retry"], [data-act="discard"]')?.dataset.act;
  if (!act) return;
  const draft = target.closest(".message");
  const letter = kept().find((it) => it.client_id === draft.dataset.client);
  draft.querySelector(".unsent").remove();
  if (act === "discard" || !letter) {
    forget(draft.dataset.client);
    draft.remove();
    return;
  }
  draft.classList.replace("failed", "waiting");
  remember({ ...letter, refused: undefined });
  flush();
});

onShown((facts) => {
  if (facts.author.handle === room.me) forget(facts.client_id);
});

/** 128 bits of chance; randomUUID exists only on https and localhost. */
function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}

for (const letter of kept()) {
  if (byClient(letter.client_id)) forget(letter.client_id);
  else putDraft(letter);
  if (letter.refused) showRefused(letter);
}
