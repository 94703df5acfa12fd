// One room: enter it, fetch what was missed, send what waits, and again whenever the line is back.
import { say } from "../../behaviours/toasts.js";
import "./history.js";
import "./completing.js";
import "./emoji-menu.js";
import "./people.js";
import "./pins.js";
import "./tools.js";
import "./writing.js";
import { caughtUpTo } from "./line.js";
import { flush } from "./outbox.js";
import { showHere } from "./presence.js";
import { open as openLog } from "./reading.js";
import { room, sentence } from "./room.js";
import { showRoot } from "./root.js";

/** @param {import("socket.io-client").Socket} socket */
export function open(socket) {
  openLog();
  socket.on("connect", () => enter(socket));
  if (socket.connected) enter(socket);
  socket.on("room.closed", ({ room: id }) => {
    if (id !== room.id) return;
    say(sentence("closed"), "error");
    setTimeout(() => location.assign("/chat"), 2000);
  });
}

function enter(socket) {
  socket.emit("join", { room: room.id }, (answer) => {
    if (answer?.error) return say(answer.error, "error");
    room.unheard = answer.unheard;
    showHere(answer);
    showRoot(answer.root);
    caughtUpTo(answer);
    flush();
    room.root.dataset.entered = ""; // whatever one does from now on is heard
  });
}
