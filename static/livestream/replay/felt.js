// What viewers feel, quietly: a sign in the corner of the film for a moment, live and again in the replay.
import { socket } from "../../behaviours/socket.js";
import { signsIn } from "./signs.js";

const player = document.querySelector("[data-player]");
const video = player.querySelector("[data-video]");
const show = signsIn(player.querySelector("[data-felt-shown]"));
const feelings = document.querySelector("[data-feelings]");
const stream = Number(player.dataset.stream);
let felt = [];
let last = 0;

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
