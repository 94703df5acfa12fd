// Five seconds without a line are said; a short breath is not.
import { socket } from "./socket.js";
import { shape } from "./words.js";

const PATIENCE = 5000;
// Where a page has a place for it, it does not lie over the page.
const region = document.querySelector("[data-line-place]") ?? document.querySelector("[data-toasts]");
let alarm = 0;
let banner = null;

socket.on("disconnect", wait);
socket.on("connect_error", wait);
socket.on("connect", () => {
  clearTimeout(alarm);
  alarm = 0;
  banner?.remove();
  banner = null;
});
window.addEventListener("pagehide", () => clearTimeout(alarm));

function wait() {
  // A line that is refused (signed out elsewhere) is not a lost one.
  if (socket.active && !alarm) alarm = setTimeout(show, PATIENCE);
}

function show() {
  banner = shape("offline").firstElementChild;
  region?.prepend(banner);
}
