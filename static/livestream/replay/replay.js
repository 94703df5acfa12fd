// The page of a film beside its player: words, feelings and chapters in time, and the way to a second of it.
import "../clips/cutting.js";
import "./chapters.js";
import "./felt.js";
import "./words.js";

const video = document.querySelector("[data-video]");

document.addEventListener("click", ({ target }) => {
  const seek = target.closest("[data-seek]");
  if (!seek || seek.closest("[data-shelf]")) return; // the table leads there itself
  video.currentTime = Number(seek.dataset.seek);
  video.play();
});
