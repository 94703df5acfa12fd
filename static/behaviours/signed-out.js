// Signed out elsewhere, or by a new password: this page says so at once. It stays as it is, with all that is written
// on it; one signs in beside it, and comes back to a page that goes on.
import { socket } from "./socket.js";
import { shape } from "./words.js";

const me = document.body.dataset.signedIn;
const place = document.querySelector("[data-signed-out-place]") ?? document.querySelector("[data-toasts]");
let banner = null;

socket.on("disconnect", (reason) => reason === "io server disconnect" && look());
socket.on("connect_error", () => !socket.active && look());
document.addEventListener("visibilitychange", () => banner && !document.hidden && look());
window.addEventListener("focus", () => banner && look());

/** A line may be cut or refused for other reasons: whether one is known is asked. */
async function look() {
  const answer = await fetch("/api/v1/me", { cache: "no-store" }).catch(() => null);
  if (answer?.status === 401) show();
  else if (answer?.ok && (await answer.json()).handle === me) goOn();
}

function show() {
  if (banner) return;
  banner = shape("signed-out").firstElementChild;
  const words = place.dataset.signedOutPlace;
  if (words) banner.querySelector("[data-words]").textContent = words;
  banner.querySelector("a").href = `/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`;
  place.prepend(banner);
}

function goOn() {
  banner?.remove();
  banner = null;
  if (!socket.connected) socket.connect();
}
