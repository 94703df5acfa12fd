// On every page: how much is unread. What the bell says of the page one is looking at is read at once.
import { showCount } from "../../behaviours/counts.js";
import { socket } from "../../behaviours/socket.js";
import { countInTitle } from "../../behaviours/title.js";

/** @param {number} unread */
function show(unread) {
  showCount("bell", unread);
  countInTitle("bell", unread);
  navigator.setAppBadge?.(unread).catch(() => {});
}

function look() {
  const seen = document.hidden ? {} : { path: location.pathname };
  socket.emit("bell", seen, ({ unread }) => show(unread));
}

if (document.body.dataset.signedIn) {
  countInTitle("bell", Number.parseInt(document.querySelector("[data-count=bell]")?.textContent || "0", 10));
  socket.on("connect", look);
  document.addEventListener("visibilitychange", () => socket.connected && !document.hidden && look());
  socket.on("notified.changed", ({ unread }) => show(unread));
  socket.on("notified", ({ unread, path }) => {
    show(unread);
    if (path === decodeURI(location.pathname)) look();
  });
}
