// What viewers feel, quietly: a sign in the corner of the film for a moment, live and again in the replay.
import { socket } from "../../behaviours/socket.js";
import { shape } from "../../behaviours/words.js";

const player = document.querySelector("[data-player]");
const video = player.querySelector("[data-video]");
const place = player.querySelector("[data-felt-shown]");
const feelings = document.querySelector("[data-feelings]");
const stream = Number(player.dataset.stream);
const STAYS = 3000; // milliseconds
const MOST = 6; // signs at once
let felt = [];
let last = 0;

/** @param {Record<string, number>} counts */
function show(counts) {
  for (const [feeling, count] of Object.entries(counts)) {
    if (place.childElementCount >= MOST) place.firstElementChild.remove();
    const sign = shape(`felt-${feeling}`).firstElementChild;
    sign.querySelector("[data-count]").textContent = count > 1 ? String(count) : "";
    place.append(sign);
    setTimeout(() => sign.remove(), STAYS);
  }
}

/** Whoever jumps sees nothing of what was felt in between. */
function follow() {
  const now = video.currentTime;
  if (now > last && now - last < 2)
    for (const [second, feeling, count] of felt)
      if (second > last && second <= now) show({ [feeling]: count });
  last = now;
}

socket.on("stream.felt", ({ stream: id, felt: counts }) => id === stream && show(counts));
socket.on("stream.moved", ({ stream: id, state }) => {
  if (id === stream && feelings) feelings.hidden = state !== "live";
});

if (feelings) {
  feelings.hidden = player.dataset.state !== "live";
  feelings.addEventListener("click", ({ target }) => {
    const feeling = target.closest("[data-feel]")?.dataset.feel;
    if (feeling) socket.emit("stream.feel", { stream, feeling });
  });
} else if (player.dataset.state === "ended") {
  const answer = await fetch(`/live/${stream}/felt`);
  if (answer.ok) felt = (await answer.json()).felt;
  video.addEventListener("timeupdate", follow);
}
