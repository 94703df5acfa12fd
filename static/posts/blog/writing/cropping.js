// The part of a photo that a cover shows: moved by pointer or arrows, made larger by a slider, cut by the server.
import { say } from "../../../behaviours/toasts.js";
import { shape } from "../../../behaviours/words.js";
import { addressOf } from "./framing.js";

const RATIO = 16 / 9;
const STEP = 0.02;

/** @param {HTMLFormElement} form */
export function offerCrop(form) {
  const button = form.querySelector("[data-crop]");
  const covers = form.querySelector("[data-covers]");
  const show = () => (button.hidden = !covers.querySelector(":checked")?.value);
  form.addEventListener("change", show);
  form.addEventListener("restored", show);
  button.addEventListener("click", () => open(form, covers.querySelector(":checked")));
  show();
}

function open(form, radio) {
  document.body.append(shape("crop"));
  const dialog = /** @type {HTMLDialogElement} */ (document.body.lastElementChild);
  const digest = radio.dataset.original || radio.value;
  const [, width, height] = digest.match(/^w(\d+)h(\d+)-/).map(Number);
  const view = viewOf(width, height, radio.dataset.cut);
  const frame = dialog.querySelector("[data-frame]");
  const image = frame.querySelector("img");
  const zoom = dialog.querySelector("input");
  image.src = addressOf(digest, form.dataset.media);
  zoom.value = String(view.zoom);
  const draw = () => place(image, frame, view);
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (dialog.returnValue === "cut") cut(form, radio, digest, view);
  });
  zoom.addEventListener("input", () => draw(Object.assign(view, { zoom: Number(zoom.value) })));
  frame.addEventListener("keydown", (event) => byKey(event, view) && draw());
  frame.addEventListener("pointerdown", (event) => byPointer(event, frame, view, draw));
  dialog.showModal();
  draw();
}

/** The largest part of the right shape, its middle, and how much of it is shown. */
function viewOf(width, height, cut) {
  const largest = { w: Math.min(1, (height * RATIO) / width), h: Math.min(1, width / RATIO / height) };
  const [x, y, w, h] = (cut ?? "").split(",").map(Number);
  if (!h) return { ...largest, cx: 0.5, cy: 0.5, zoom: 1 };
  return { ...largest, cx: x + w / 2, cy: y + h / 2, zoom: Math.max(1, largest.w / w) };
}

/** What is shown, within the photo. */
function boxOf(view) {
  const [w, h] = [view.w / view.zoom, view.h / view.zoom];
  view.cx = Math.min(Math.max(view.cx, w / 2), 1 - w / 2);
  view.cy = Math.min(Math.max(view.cy, h / 2), 1 - h / 2);
  return { x: view.cx - w / 2, y: view.cy - h / 2, width: w, height: h };
}

function place(image, frame, view) {
  const box = boxOf(view);
  image.style.width = `${frame.clientWidth / box.width}px`;
  image.style.height = `${frame.clientHeight / box.height}px`;
  image.style.translate = `${(-box.x * frame.clientWidth) / box.width}px ${(-box.y * frame.clientHeight) / box.height}px`;
}

function byKey(event, view) {
  const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[
    event.key
  ] ?? [0, 0];
  if (!dx && !dy) return false;
  event.preventDefault();
  view.cx += dx * STEP;
  view.cy += dy * STEP;
  return true;
}

function byPointer(event, frame, view, draw) {
  event.preventDefault();
  frame.focus();
  frame.setPointerCapture(event.pointerId);
  const move = ({ movementX, movementY }) => {
    const box = boxOf(view);
    view.cx -= (movementX / frame.clientWidth) * box.width;
    view.cy -= (movementY / frame.clientHeight) * box.height;
    draw();
  };
  frame.addEventListener("pointermove", move);
  frame.addEventListener("lostpointercapture", () => frame.removeEventListener("pointermove", move), {
    once: true,
  });
}

async function cut(form, radio, digest, view) {
  const box = Object.entries(boxOf(view)).map(([name, part]) => [name, part.toFixed(4)]);
  const asked = { method: "POST", body: new URLSearchParams(box), headers: { Accept: "application/json" } };
  const answer = await fetch(`/photos/${digest}/cuts`, asked).catch(() => null);
  const facts = await answer?.json().catch(() => null);
  if (!answer?.ok) return say(facts?.detail ?? form.dataset.wordPhotoLost, "error");
  Object.assign(radio.dataset, { original: digest, cut: box.map(([, part]) => part).join(",") });
  radio.value = facts.id;
  const shown = radio.closest("label").querySelector(".photo");
  shown.replaceChildren(Object.assign(document.createElement("img"), { src: facts.preview, alt: facts.alt }));
  radio.dispatchEvent(new Event("change", { bubbles: true }));
}
