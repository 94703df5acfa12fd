// The studio: one sees and hears oneself, goes on air, and reads what is wrong.
import { socket } from "../../behaviours/socket.js";
import { openConversation } from "../../community/chat/opening.js";
import { room } from "../../community/chat/room.js";
import { signsIn } from "../replay/signs.js";
import { guard, stayAwake } from "./awake.js";
import { filmer, shape } from "./filming.js";
import { measure } from "./level.js";
import { wordsOf } from "./words.js";

const studio = document.querySelector("[data-studio]");
const find = (name) => studio.querySelector(`[data-${name}]`);
const [open, go, pause, turn, mute] = ["open", "go", "pause", "turn", "mute"].map(find);
const [preview, words, trouble, clock, level] = [
  "preview",
  "studio-words",
  "studio-trouble",
  "clock",
  "level",
].map(find);
const stream = Number(studio.dataset.stream);
const word = wordsOf("studio-words");
const QUIET = 8_000; // milliseconds without a sound
const LOOK = 2_000; // milliseconds between two looks at what an encoder sends
const filming = filmer(stream, heard);
const showFelt = signsIn(find("felt-shown"));

let film = null;
let camera = { facingMode: "user" };
let size = "";
let since = 0;
let loudAt = Date.now();
let encoderSends = false;
let hasFilmed = false; // here, since the page was opened

async function show() {
  for (const track of film?.getTracks() ?? []) track.stop();
  try {
    film = await navigator.mediaDevices.getUserMedia({
      video: { ...camera, width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30 } },
      audio: { echoCancellation: true, noiseSuppression: true },
    });
  } catch ({ name }) {
    const known = { NotAllowedError: "denied", NotFoundError: "missing", NotReadableError: "busy" };
    lose(word(known[name] ?? "missing"));
    return;
  }
  preview.srcObject = film;
  preview.removeAttribute("poster");
  size = sizeOf();
  watchOver(film);
  open.hidden = true;
  go.hidden = filming.isOn();
  mute.hidden = false;
  turn.hidden = (await cameras()).length < 2;
  if (filming.isOn()) filming.begin(film);
  else say(words, word("preview"));
}

const cameras = async () =>
  (await navigator.mediaDevices.enumerateDevices()).filter(({ kind }) => kind === "videoinput");

/** A phone turns from front to back; where cameras do not say how they look, it is the next of them. */
async function other() {
  const { facingMode, deviceId } = film?.getVideoTracks()[0]?.getSettings() ?? {};
  if (facingMode) return { facingMode: facingMode === "user" ? "environment" : "user" };
  const all = await cameras();
  const next = all[(all.findIndex((one) => one.deviceId === deviceId) + 1) % all.length];
  return { deviceId: { exact: next.deviceId } };
}

/** One sees nothing of oneself any more, and neither does anybody else. @param {string} why */
function lose(why) {
  if (filming.isOn()) filming.rest();
  for (const track of film?.getTracks() ?? []) track.stop();
  film = null;
  preview.srcObject = null;
  open.hidden = false;
  mute.hidden = true;
  turn.hidden = true;
  since = 0;
  say(trouble);
  say(words, why);
  stand();
}

/** How loud it is; and what is pulled out, or taken by a call, is asked for anew. @param {MediaStream} mine */
function watchOver(mine) {
  measure(
    mine,
    () => mine === film,
    (loud) => {
      level.value = Math.min(1, loud * 4);
      if (loud > 0.001) loudAt = Date.now();
    },
  );
  const muted = mute.getAttribute("aria-pressed") === "true";
  for (const track of mine.getAudioTracks()) track.enabled = !muted;
  for (const track of mine.getTracks()) track.addEventListener("ended", () => mine === film && show());
}

/** @param {string} what @param {string} [said] */
function heard(what, said) {
  if (what === "on") {
    say(words);
    say(trouble);
    since ||= Date.now();
  }
  if (what === "refused") {
    filming.rest();
    say(trouble, said);
  }
  if (what === "off") say(trouble, word("offline"));
  if (what === "broken") lose(word("stopped"));
  if (what === "slow") say(trouble, word("slow"));
  if (what === "trouble" && (said || trouble.textContent !== word("silent"))) say(trouble, said);
  stand();
}

function stand() {
  const on = filming.isOn();
  go.hidden = on || !film;
  pause.hidden = !on;
  find("on-air").hidden = !on;
  find("viewers-line").hidden = !on;
  clock.hidden = !on;
  document.querySelector("[data-stated]").hidden = on;
  stayAwake();
}

function say(where, sentence = "") {
  where.textContent = sentence;
  where.hidden = !sentence;
}

function sizeOf() {
  const { width, height } = film?.getVideoTracks()[0]?.getSettings() ?? {};
  return `${width}x${height}`;
}

open.addEventListener("click", show);
preview.addEventListener("resize", () => {
  preview.closest(".player").classList.toggle("upright", preview.videoHeight > preview.videoWidth);
});
go.addEventListener("click", () => {
  loudAt = Date.now();
  hasFilmed = true;
  filming.begin(film);
  stand();
});
pause.addEventListener("click", () => {
  filming.rest();
  since = 0;
  say(words, word("paused"));
  stand();
});
turn.addEventListener("click", async () => {
  camera = await other();
  show();
});
mute.addEventListener("click", () => {
  const muted = mute.getAttribute("aria-pressed") !== "true";
  mute.setAttribute("aria-pressed", String(muted));
  for (const track of film.getAudioTracks()) track.enabled = !muted;
});
socket.on("stream.viewers", ({ stream: id, viewers }) => {
  if (id === stream) find("viewers").textContent = String(viewers);
});
socket.on("stream.felt", ({ stream: id, felt }) => id === stream && showFelt(felt));
// Whoever ends it here is led on by the answer, which has a word to say; a second way there would swallow it.
let endedHere = false;
document.querySelector("form[action$='/ending']")?.addEventListener("submit", (event) => {
  endedHere = !event.defaultPrevented;
});
socket.on("stream.moved", ({ stream: id, state }) => {
  if (id !== stream || state !== "ended" || endedHere) return;
  filming.rest();
  location.assign(`/live/${stream}`);
});
/** What an encoder sends, as it is now: nothing of it passes through this page. */
async function look() {
  if (film || document.hidden) return;
  const answer = await fetch(`/live/${stream}/studio/incoming`).catch(() => null);
  if (!answer?.ok || film) return;
  const { state, trouble: told, figures } = await answer.json();
  if (trouble.textContent !== told) say(trouble, told);
  const line = document.querySelector("[data-figures]");
  if (line) say(line, figures);
  const live = state === "live";
  if (!hasFilmed) sayWhatIsSent(live);
  find("on-air").hidden = !live;
  find("viewers-line").hidden = !live;
  document.querySelector("[data-stated]").hidden = live;
}

/** Whoever sends by an encoder sees nothing of it here but a picture. @param {boolean} live */
function sayWhatIsSent(live) {
  if (live) preview.poster = `/live/${stream}/still?minute=${Math.floor(Date.now() / 60_000)}`;
  else preview.removeAttribute("poster");
  if (live === encoderSends) return;
  encoderSends = live;
  say(words, word(live ? "encoder" : "paused"));
}

const arrive = () => socket.emit("stream.watch", { stream });
socket.on("connect", arrive);
if (socket.connected) arrive();

setInterval(look, LOOK);
setInterval(() => {
  if (!filming.isOn()) return;
  const seconds = Math.round((Date.now() - since) / 1000);
  clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  const isMuted = mute.getAttribute("aria-pressed") === "true";
  if (!isMuted && Date.now() - loudAt > QUIET) say(trouble, word("silent"));
  else if (trouble.textContent === word("silent")) say(trouble);
  if (sizeOf() !== size) {
    size = sizeOf(); // the phone was turned: another film begins
    filming.begin(film);
  }
}, 1000);

guard(() => filming.isOn() && !endedHere);
if (room.root) openConversation(socket);
if (shape && navigator.mediaDevices?.getUserMedia) open.hidden = false;
else say(words, word("old"));
