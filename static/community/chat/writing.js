// "Ada is writing…": told every other second while words are typed, forgotten by itself when nothing more comes.
import { socket } from "../../behaviours/socket.js";
import { onShown } from "./line.js";
import { room, sentence } from "./room.js";

const TELL_EVERY = 2500;
const LASTS = 5000;
const place = room.root.querySelector("[data-writing]");
const words = room.root.querySelector("[data-words]");
const writers = new Map();
let told = 0;

words?.addEventListener("input", () => {
  if (!words.value.trim() || !socket.connected || Date.now() - told < TELL_EVERY) return;
  told = Date.now();
  socket.emit("typing", { room: room.id });
});

socket.on("typing", ({ room: id, handle, name }) => {
  if (id !== room.id || handle === room.me) return;
  clearTimeout(writers.get(handle)?.alarm);
  writers.set(handle, { name, alarm: setTimeout(stop, LASTS, handle) });
  show();
});

socket.on("disconnect", () => {
  for (const handle of [...writers.keys()]) stop(handle);
});
onShown(({ author }) => stop(author.handle));
socket.on("message.changed", ({ author }) => stop(author.handle));

function stop(handle) {
  clearTimeout(writers.get(handle)?.alarm);
  if (writers.delete(handle)) show();
}

function show() {
  const [first, second, third] = [...writers.values()];
  if (!place) return;
  if (!first) place.textContent = "";
  else if (third) place.textContent = sentence("many-write");
  else if (second) place.textContent = sentence("two-write", { name: first.name, other: second.name });
  else place.textContent = sentence("one-writes", { name: first.name });
}
