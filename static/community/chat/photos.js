// A photo goes with a message: chosen, pasted or dropped; it is sent ahead and shown above the words.
import { say } from "../../behaviours/toasts.js";
import { shape } from "../../behaviours/words.js";
import { room, sentence } from "./room.js";

const MOST = 20_000_000;
const field = room.root.querySelector("[data-photo]");
const shown = room.root.querySelector("[data-photo-shown]");
let photo = null;

export const photoOfMessage = () => photo;

export function letGoOfPhoto() {
  photo = null;
  shown.hidden = true;
  shown.replaceChildren();
}

/** @param {File | undefined} file */
async function bring(file) {
  if (!file?.type.startsWith("image/")) return;
  if (file.size > MOST) return say(sentence("photo-large"), "error");
  shown.hidden = false;
  shown.textContent = sentence("photo-coming");
  const body = new FormData();
  body.append("file", file);
  try {
    const answer = await fetch("/photos", { method: "POST", body, headers: { Accept: "application/json" } });
    const facts = await answer.json();
    if (!answer.ok) throw new Error(facts.detail);
    photo = {
      id: facts.id,
      url: facts.url,
      preview: facts.preview,
      width: facts.width,
      height: facts.height,
    };
    show();
  } catch (trouble) {
    letGoOfPhoto();
    say(trouble instanceof TypeError ? sentence("photo-failed") : trouble.message, "error");
  }
}

function show() {
  shown.replaceChildren(shape("photo-shown"));
  shown.querySelector("img").src = photo.preview ?? photo.url;
  shown.querySelector("[data-photo-end]").addEventListener("click", letGoOfPhoto);
}

field?.addEventListener("change", () => {
  bring(field.files[0]);
  field.value = "";
});

if (field) {
  room.root.addEventListener("paste", (event) => {
    const file = [...event.clipboardData.files][0];
    if (file) event.preventDefault();
    bring(file);
  });
  room.root.addEventListener("dragover", (event) => {
    if (event.dataTransfer.types.includes("Files")) event.preventDefault();
  });
  room.root.addEventListener("drop", (event) => {
    if (event.dataTransfer.files.length) event.preventDefault();
    bring(event.dataTransfer.files[0]);
  });
}
