// The table of a stream: shown anew when something moved, and in the replay in time with the film.
import { newestOf } from "../../behaviours/newest.js";
import { sendQuietly } from "../../behaviours/quietly.js";
import { socket } from "../../behaviours/socket.js";

const shelf = document.querySelector("[data-shelf]");
const shown = shelf?.querySelector("[data-shelf-shown]");
const into = shelf?.querySelector("[data-shelf-into]");
const video = document.querySelector("[data-video]");
const upon = document.querySelector("[data-ware-shown]");
const stream = Number(shelf?.dataset.shelf);
const newest = newestOf();
const closed = new Set();
const SPREAD = 300; // milliseconds: not all who watch ask at once

async function refresh() {
  const text = await newest(`/live/${stream}/shelf${shelf.dataset.at ? `?at=${shelf.dataset.at}` : ""}`);
  if (text === null) return;
  const open = [...shown.querySelectorAll("details")].map((one) => one.open);
  shown.innerHTML = text;
  for (const [place, one] of [...shown.querySelectorAll("details")].entries())
    one.open = open[place] ?? one.open;
  shelf.hidden = !shelf.dataset.at && shown.childElementCount === 0;
  showUponFilm();
  choose();
}

/** What was laid there last, until one closes it or it is taken off. */
function showUponFilm() {
  const ware = shown.querySelector("template[data-ware]");
  const id = ware && !closed.has(ware.dataset.ware) ? ware.dataset.ware : "";
  if (!upon || id === (upon.dataset.wareShown || "")) return;
  upon.dataset.wareShown = id;
  upon.replaceChildren(...(id ? [ware.content.cloneNode(true)] : []));
}

/** Onto which list what is collected goes. */
function choose() {
  for (const field of document.querySelectorAll("[data-into]")) field.value = into?.value ?? "";
}

/** What lay on the table at this moment of the film. */
function follow() {
  for (const line of shown.querySelectorAll("[data-from]")) {
    const { from, to } = line.dataset;
    const lies =
      video.currentTime >= Number(from) && video.currentTime < Number(to ?? Number.POSITIVE_INFINITY);
    line.classList.toggle("lies", lies);
    line.querySelector("[data-lies]").hidden = !lies;
  }
}

if (shelf) {
  socket.on("shelf.moved", ({ stream: id }) => {
    if (id === stream) setTimeout(refresh, shelf.dataset.at ? 0 : Math.random() * SPREAD);
  });
  socket.on("stream.moved", ({ stream: id, state }) => id === stream && state === "ended" && refresh());
  socket.io.on("reconnect", refresh);
  sendQuietly("form[data-shelf-act]", refresh);
  into?.addEventListener("change", choose);
  showUponFilm();
  choose();
  upon?.addEventListener("click", ({ target }) => {
    if (!target.closest("[data-ware-close]")) return;
    closed.add(upon.dataset.wareShown);
    showUponFilm();
  });
  video?.addEventListener("timeupdate", follow);
  shelf.addEventListener("click", ({ target }) => {
    const seek = target.closest("[data-seek]");
    if (!seek) return;
    video.currentTime = Number(seek.dataset.seek);
    video.play();
  });
}
