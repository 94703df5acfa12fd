// Photos go with a message: chosen, pasted or dropped, several at once; they are sent ahead and shown above the words.
import { say } from "../../behaviours/toasts.js";
import { shape } from "../../behaviours/words.js";
import { room, sentence } from "./room.js";

const LARGEST = 20_000_000;
const field = room.root.querySelector("[data-photo]");
const shown = room.root.querySelector("[data-photo-shown]");
const most = Number(shown?.dataset.most);
let photos = [];
let coming = 0;

export const photosOfMessage = () => photos;

export function letGoOfPhotos() {
  photos = [];
  show();
}

/** In the order they were chosen. @param {Iterable<File>} files */
async function bring(files) {
  const images = [...files].filter((file) => file.type.startsWith("image/"));
  if (photos.length + coming + images.length > most) say(sentence("photos-many"), "error");
  const wanted = images.slice(0, Math.max(0, most - photos.length - coming));
  coming += wanted.length;
  for (const file of wanted) {
    show();
    const photo = await send(file);
    coming -= 1;
    if (photo && photos.every(({ id }) => id !== photo.id)) photos = [...photos, photo];
  }
  show();
}

/** @param {File} file @returns {Promise<object | undefined>} the photo as the server knows it */
async function send(file) {
  if (file.size > LARGEST) return say(sentence("photo-large"), "error");
  const body = new FormData();
  body.append("file", file);
  try {
    const answer = await fetch("/photos", { method: "POST", body, headers: { Accept: "application/json" } });
    const { detail, id, url, preview, width, height } = await answer.json();
    if (!answer.ok) throw new Error(detail);
    return { id, url, preview, width, height };
  } catch (trouble) {
    say(trouble instanceof TypeError ? sentence("photo-failed") : trouble.message, "error");
  }
}

function show() {
  if (!shown) return;
  shown.hidden = !photos.length && !coming;
  shown.replaceChildren(...photos.map(shownOf), coming ? sentence("photo-coming") : "");
}

function shownOf(photo) {
  const frame = shape("photo-shown").firstElementChild;
  frame.querySelector("img").src = photo.preview ?? photo.url;
  frame.querySelector("[data-photo-end]").addEventListener("click", () => {
    photos = photos.filter((other) => other !== photo);
    show();
  });
  return frame;
}

field?.addEventListener("change", () => {
  bring([...field.files]);
  field.value = "";
});

if (field) {
  room.root.addEventListener("paste", (event) => {
    const files = [...event.clipboardData.files];
    if (files.length) event.preventDefault();
    bring(files);
  });
  room.root.addEventListener("dragover", (event) => {
    if (event.dataTransfer.types.includes("Files")) event.preventDefault();
  });
  room.root.addEventListener("drop", (event) => {
    if (event.dataTransfer.files.length) event.preventDefault();
    bring([...event.dataTransfer.files]);
  });
}
