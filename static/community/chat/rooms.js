// The rooms beside each other: what is unread in them moves as it happens; typing a name finds one.
import { socket } from "../../behaviours/socket.js";

const me = document.body.dataset.signedIn;
const rooms = document.querySelector("[data-rooms]");
const jump = rooms.querySelector("[data-jump]");
const lineOf = (id) => rooms.querySelector(`.room[data-room="${CSS.escape(String(id))}"]`);

socket.on("room.moved", ({ room, seq, called, by }) => {
  const line = lineOf(room);
  if (!line) return renew();
  if (by === me) return show(line, 0, false);
  if (!("muted" in line.dataset)) show(line, seq - Number(line.dataset.read), called.includes(me));
});
socket.on("read", ({ room, seq, handle }) => {
  const line = handle === me && lineOf(room);
  if (!line) return;
  line.dataset.read = String(seq);
  show(line, 0, false);
});
socket.on("room.opened", ({ room }) => lineOf(room) || renew());
socket.on("room.closed", renew);

// Whose first word it was in an open room belongs to it from now on.
document.addEventListener("said", ({ detail }) => {
  const line = lineOf(detail.room);
  if (line && "openToMe" in line.dataset) renew();
});

/** @param {HTMLElement} line @param {number} unread @param {boolean} called */
function show(line, unread, called) {
  line.classList.toggle("unread", unread > 0);
  line.querySelector("[data-dot]").hidden = unread <= 0;
  line.querySelector("[data-unread]").textContent = unread > 99 ? "99+" : String(unread);
  const mark = line.querySelector("[data-calls]");
  mark.hidden = unread <= 0 || (mark.hidden && !called);
}

/** A room came or went: the list is asked for anew. */
async function renew() {
  const answer = await fetch(location.pathname);
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const list = page.querySelector("[data-room-list]");
  if (list) rooms.querySelector("[data-room-list]").replaceWith(list);
}

jump.addEventListener("input", () => {
  const wanted = jump.value.trim().toLowerCase();
  let any = false;
  for (const line of rooms.querySelectorAll(".room")) {
    line.hidden = !line.querySelector(".room-name").textContent.toLowerCase().includes(wanted);
    any ||= !line.hidden;
  }
  rooms.querySelector("[data-none]").hidden = any;
});
jump.addEventListener("keydown", ({ key }) => {
  if (key === "Enter") rooms.querySelector(".room:not([hidden])")?.click();
});
