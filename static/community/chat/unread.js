// On every page: in how many rooms something waits. The server says it once, then news of each room adds to it.
import { showCount } from "../../behaviours/counts.js";
import { socket } from "../../behaviours/socket.js";
import { countInTitle } from "../../behaviours/title.js";

const waiting = new Set();

/** @param {number} room @param {boolean} waits */
export function setUnread(room, waits) {
  if (waits) waiting.add(room);
  else waiting.delete(room);
  show();
}

function show() {
  showCount("chat", waiting.size);
  countInTitle("chat", waiting.size);
}

const me = document.body.dataset.signedIn;

if (me) {
  socket.on("connect", () => {
    socket.emit("unread", {}, ({ rooms = [] } = {}) => {
      waiting.clear();
      for (const room of rooms) waiting.add(room);
      show();
    });
  });
  socket.on("room.moved", ({ room, by }) => by !== me && setUnread(room, true));
  socket.on("room.closed", ({ room }) => setUnread(room, false));
  socket.on("read", ({ room, handle }) => handle === me && setUnread(room, false));
}
