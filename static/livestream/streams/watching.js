// Watching a stream: its film, how far behind one is, and a sentence whenever nothing can be seen.
import Hls from "hls.js/dist/hls.light.mjs";
import { socket } from "../../behaviours/socket.js";
import { openConversation } from "../../community/chat/opening.js";
import { room } from "../../community/chat/room.js";
import { stillness } from "./stillness.js";
import { wordsOf } from "./words.js";

const player = document.querySelector("[data-player]");
const video = player.querySelector("[data-video]");
const shown = player.querySelector("[data-words-shown]");
const start = player.querySelector("[data-start]");
const acts = document.querySelector("[data-acts]");
const edge = player.querySelector("[data-edge]");
const pip = acts.querySelector("[data-pip]");
const behind = player.querySelector("[data-behind]");
const heard = player.querySelector("[data-heard]");
const quality = acts.querySelector("[data-quality]");
const choice = quality.querySelector("[data-quality-choice]");
const stream = Number(player.dataset.stream);
const word = wordsOf("player-words");
const FRESH = 4 * 60_000; // a pass lasts at least ten minutes
const FAR = 5; // seconds behind what one could have after which one is offered the way back
const LONGEST_WAIT = 10_000;
const STUCK = 4; // seconds a film stands, though pieces of it come, until it is begun anew
const STEP = 1; // seconds further on that it is begun anew where it cannot be played
const WAITS = 1.5; // seconds it stands until one reads why
const REFUSED = [401, 403, 404, 410]; // any other answer is of a club that is not well just now
const wasThere = player.dataset.state !== "ended"; // one came before the end

let state = player.dataset.state;
let home = "";
let hls = null;
let tries = 0;
let begins = Number(new URLSearchParams(location.search).get("second")) || 0;
let wantsSound = false;
let plays = false; // as one wishes: a source that is taken anew halts the film without a word
let rests = false; // it was paused when it was loaded anew

const still = stillness(video);

/** @param {string} [sentence] nothing: the film speaks */
function say(sentence = "") {
  shown.textContent = sentence;
  shown.hidden = !sentence;
}

/** Where it plays just now; nothing where there is no film yet. */
async function address() {
  const answer = await fetch(`/live/${stream}/address`);
  if (!answer.ok) throw Object.assign(new Error("no address"), { status: answer.status });
  const facts = await answer.json();
  home = facts.home ?? "";
  return facts;
}

async function load() {
  try {
    const facts = await address();
    stand(facts.state);
    if (state === "resting") say(word("resting"));
    if (!facts.home) return say(word(state === "ended" ? "nothing" : state === "live" ? "loading" : state));
    video.hidden = false;
    acts.hidden = false;
    const source = chosen(facts);
    if (Hls.isSupported()) playWith(source);
    else if (video.canPlayType("application/vnd.apple.mpegurl")) playNatively(source);
    else say(word("unplayable"));
  } catch (trouble) {
    if (REFUSED.includes(trouble.status)) stop(word("gone"));
    else again(word(navigator.onLine && trouble.status ? "loading" : "offline"));
  }
}

/** The film, or its sound alone where there is one and one wants no more. */
function chosen({ close, sound }) {
  quality.hidden = !sound;
  const isHeard = Boolean(sound) && choice.value === "sound";
  wantsSound = isHeard;
  heard.hidden = !isHeard;
  pip.hidden = isHeard || !document.pictureInPictureEnabled;
  return isHeard ? sound : close;
}

/** What played goes; in a replay one goes on where one was. @param {number} [at] seconds */
function leave(at = video.currentTime) {
  begins = at || begins;
  hls?.destroy();
  hls = null;
}

function playWith(source) {
  leave();
  hls = new Hls({
    enableWorker: false, // our policy lets no script come from a blob
    lowLatencyMode: true,
    maxLiveSyncPlaybackRate: 1.5,
    backBufferLength: 30,
    startPosition: state === "ended" ? begins : -1,
    // Every address carries the pass that is valid now, whichever it was read under.
    xhrSetup: (xhr, url) => xhr.open("GET", url.replace(/^.*\//, `${home}/`), true),
  });
  hls.on(Hls.Events.MANIFEST_PARSED, play);
  hls.on(Hls.Events.FRAG_BUFFERED, () => {
    tries = 0;
    still.came();
  });
  hls.on(Hls.Events.ERROR, (_event, { fatal, type, response }) => {
    if (response?.code === 403) return load();
    if (!fatal) return;
    const at = video.currentTime + (type === Hls.ErrorTypes.MEDIA_ERROR ? STEP : 0);
    again(navigator.onLine ? word(state === "resting" ? state : "loading") : word("offline"), at);
  });
  hls.loadSource(source);
  hls.attachMedia(video);
}

function playNatively(source) {
  leave();
  video.src = source;
  if (state === "ended") video.currentTime = begins;
  video.onerror = () => again(word("loading"));
  play();
}

/** A browser may want to be asked for sound: then one presses. What a new beginning interrupts is asked again. */
async function play() {
  if (rests) return;
  try {
    await video.play();
  } catch ({ name }) {
    if (name !== "NotAllowedError") return;
    start.hidden = false;
    say();
  }
}

/** @param {string} sentence @param {number} [at] seconds */
function again(sentence, at) {
  say(sentence);
  leave(at);
  setTimeout(load, Math.min(1000 * 2 ** tries++, LONGEST_WAIT));
}

function stop(sentence) {
  leave();
  video.hidden = true;
  acts.hidden = true;
  player.querySelector("[data-ware-shown]")?.replaceChildren();
  say(sentence);
}

/** @param {string} now announced, live, resting, ended */
function stand(now) {
  state = now;
  for (const one of player.querySelectorAll("[data-badge], [data-viewers-line]")) one.hidden = now !== "live";
  for (const one of document.querySelectorAll("[data-while]")) one.hidden = one.dataset.while !== now;
  if (now !== "live") {
    behind.hidden = true;
    edge.hidden = true;
  }
}

/** What was filmed last is still to be seen when it ends: the word of it comes after it. @param {string} now */
function move(now) {
  if (now === state) return;
  const before = state;
  stand(now);
  if (now === "live" && (before === "announced" || !hls)) load();
  else if (now === "live") say(video.readyState < 3 ? word("loading") : "");
  else if (now === "resting") say(word("resting"));
  else if (now === "ended" && (!home || video.ended || video.readyState < 3)) sayItEnded();
}

function sayItEnded() {
  if (wasThere) say(word(home ? "ended" : "nothing"));
}

socket.on("stream.moved", ({ stream: id, state: now }) => id === stream && move(now));
socket.on("stream.viewers", ({ stream: id, viewers }) => {
  if (id === stream) player.querySelector("[data-viewers]").textContent = String(viewers);
});
socket.on("connect", arrive);
if (socket.connected) arrive();

function arrive() {
  socket.emit("stream.watch", { stream }, (answer) => {
    if (answer?.error) return stop(word("gone"));
    player.querySelector("[data-viewers]").textContent = answer.viewers ?? "";
    if (answer.state === state) return;
    stand(answer.state);
    load();
  });
}

video.addEventListener("playing", () => state !== "resting" && say());
video.addEventListener("waiting", () => {
  setTimeout(() => {
    if (video.readyState >= 3 || video.paused) return;
    if (state === "ended" && wasThere) sayItEnded();
    else say(word(state === "resting" ? "resting" : "loading"));
  }, 1500);
});
video.addEventListener("ended", () => state === "ended" && sayItEnded());
video.addEventListener("resize", () => {
  player.classList.toggle("upright", video.videoHeight > video.videoWidth);
});
video.addEventListener("play", () => {
  plays = true;
});
video.addEventListener("pause", () => {
  plays = false;
});
video.addEventListener("loadedmetadata", () => plays && video.paused && play());
video.addEventListener("volumechange", () => {
  localStorage.setItem("volume", JSON.stringify({ volume: video.volume, muted: video.muted }));
});
window.addEventListener("offline", () => say(word("offline")));
window.addEventListener("online", () => {
  tries = 0;
  load();
});
start.addEventListener("click", play);
choice.addEventListener("change", () => {
  localStorage.setItem("quality", choice.value);
  rests = video.paused && start.hidden;
  load();
});
video.addEventListener("playing", () => {
  rests = false;
  start.hidden = true;
});
edge.addEventListener("click", () => {
  if (hls?.liveSyncPosition) video.currentTime = hls.liveSyncPosition;
  play();
});
pip.addEventListener("click", () =>
  document.pictureInPictureElement ? document.exitPictureInPicture() : video.requestPictureInPicture(),
);

/** As loud as one left it. */
function tune() {
  try {
    const { volume, muted } = JSON.parse(localStorage.getItem("volume") ?? "{}");
    video.volume = volume ?? 1;
    video.muted = muted ?? false;
  } catch {
    localStorage.removeItem("volume");
  }
}

/** One reads that it stands; where pieces come that it cannot go on to, it is begun anew a step further on. */
function heed() {
  heard.hidden = !wantsSound && !(video.readyState > 2 && video.videoWidth === 0);
  const runs = Boolean(hls) && state !== "resting" && plays && !video.ended;
  const { seconds, pieces } = still.look(runs);
  if (seconds > WAITS && shown.hidden) say(word("loading"));
  const isStuck = seconds > STUCK && (pieces > 2 || (state === "live" && seconds > 2 * STUCK));
  if (isStuck) again(word("loading"), video.currentTime + STEP);
}

setInterval(heed, 500);
setInterval(() => {
  if (!hls || state !== "live" || video.paused || !hls.latency) return;
  behind.textContent = word("behind", { seconds: hls.latency.toFixed(1) });
  behind.hidden = false;
  edge.hidden = hls.latency - (hls.targetLatency ?? 0) < FAR;
}, 500);
setInterval(async () => {
  const facts = home && (await address().catch(() => null));
  if (facts) move(facts.state);
}, FRESH);

tune();
choice.value = localStorage.getItem("quality") === "sound" ? "sound" : "all";
load();
room.sees = () => (state === "live" ? hls?.playingDate?.getTime() : undefined);
if (room.root) openConversation(socket);
