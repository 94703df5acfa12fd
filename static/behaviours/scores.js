// My score moves wherever it is written.
import { socket } from "./socket.js";
import { tongue } from "./words.js";

socket.on("score.moved", ({ score }) => {
  const written = new Intl.NumberFormat(tongue).format(score);
  for (const place of document.querySelectorAll("[data-score]")) place.textContent = written;
});
