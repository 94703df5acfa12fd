// A photo for a reply: chosen, pasted or dropped, shown before it is sent.
import { composer } from "./thread.js";

const field = /** @type {HTMLInputElement | null} */ (composer?.querySelector("[data-photo]"));
const brought = composer?.querySelector("[data-brought]");

if (field) {
  field.addEventListener("change", show);
  brought.querySelector("[data-no-photo]").addEventListener("click", leaveOut);
  composer.addEventListener("paste", (event) => bring(event.clipboardData, event));
  composer.addEventListener("drop", (event) => bring(event.dataTransfer, event));
  composer.addEventListener("dragover", (event) => {
    if (event.dataTransfer.types.includes("Files")) event.preventDefault();
  });
}

/** @param {DataTransfer} data @param {Event} event */
function bring(data, event) {
  const photo = [...data.files].find((file) => file.type.startsWith("image/"));
  if (!photo) return;
  event.preventDefault();
  const one = new DataTransfer();
  one.items.add(photo);
  field.files = one.files;
  show();
}

function show() {
  const [photo] = field.files;
  const picture = brought.querySelector("[data-preview]");
  if (picture.src) URL.revokeObjectURL(picture.src);
  brought.hidden = !photo;
  composer.elements.namedItem("text").required = !photo;
  if (!photo) return picture.removeAttribute("src");
  picture.src = URL.createObjectURL(photo);
  brought.querySelector("[data-photo-name]").textContent = photo.name;
}

export function leaveOut() {
  if (!field) return;
  field.value = "";
  show();
}
