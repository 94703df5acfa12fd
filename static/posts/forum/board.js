// A board that is open says in a pill what moved on it since; nothing that is being read moves.
import { socket } from "../../behaviours/socket.js";
import { shape } from "../../behaviours/words.js";

const board = /** @type {HTMLElement} */ (document.querySelector("[data-board]"));
const pill = /** @type {HTMLAnchorElement} */ (board.querySelector("[data-pill]"));
const me = document.body.dataset.signedIn;
const moved = new Set();

socket.on("connect", look);
if (socket.connected) look();
socket.on("board.moved", heard);
socket.on("topic.opened", heard);

function look() {
  socket.emit("look", { board: Number(board.dataset.board) });
}

/** @param {{ topic: number, board: number, by: string }} news */
function heard(news) {
  if (news.by === me || news.board !== Number(board.dataset.board)) return;
  moved.add(news.topic);
  const name = moved.size === 1 ? "one-moved" : "many-moved";
  const words = shape("board").querySelector(`[data-word="${name}"]`).textContent;
  pill.querySelector("span").textContent = words.replace("{n}", String(moved.size));
  pill.hidden = false;
}
