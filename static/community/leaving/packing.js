// What is packed to be taken home: how far it is, and the way to it, stand there as soon as they are known.
import { newestOf } from "../../behaviours/newest.js";
import { writeTimes } from "../../behaviours/times.js";

const LOOK = 1500; // milliseconds
const place = document.querySelector("[data-takeouts]");
const newest = newestOf();

async function look() {
  if (document.hidden || !place.querySelector("progress")) return;
  const text = await newest(location.href).catch(() => null);
  if (text === null) return;
  const now = new DOMParser().parseFromString(text, "text/html").querySelector("[data-takeouts]");
  if (!now) return;
  place.innerHTML = now.innerHTML;
  writeTimes(place);
}

if (place?.querySelector("progress")) setInterval(look, LOOK);
