// The one line to the server. Only the signed-in have one; rooms import `socket` and listen.
import { io } from "socket.io-client";

export const socket = io({
  autoConnect: false,
  transports: ["websocket", "polling"],
  tryAllTransports: true,
});

if (document.body.hasAttribute("data-signed-in")) {
  socket.connect();
  // An open line keeps a page out of the browser's memory: let go when leaving, take it up on return.
  window.addEventListener("pagehide", () => socket.disconnect());
  window.addEventListener("pageshow", ({ persisted }) => persisted && socket.connect());
  // Something here is open to others than before: each page asks again for all it listens to, not all at once.
  let again = 0;
  socket.on("rights.moved", () => {
    clearTimeout(again);
    again = setTimeout(() => socket.disconnect().connect(), Math.random() * 1000);
  });
}
