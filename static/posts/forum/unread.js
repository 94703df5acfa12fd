// On every page: how many topics have gone on. The server says it once; news adds to it, and reading anywhere asks anew.
import { showCount } from "../../behaviours/counts.js";
import { socket } from "../../behaviours/socket.js";

const SOON = 400;
const waiting = new Set();
const followed = new Set();
const me = document.body.dataset.signedIn;
let asked = 0;

function ask() {
  clearTimeout(asked);
  socket.emit("boards", {}, ({ topics = [], boards = [] } = {}) => {
    renew(waiting, topics);
    renew(followed, boards);
    showCount("boards", waiting.size);
  });
}

/** @param {Set<number>} set @param {number[]} members */
function renew(set, members) {
  set.clear();
  for (const member of members) set.add(member);
}

function soon() {
  clearTimeout(asked);
  asked = setTimeout(ask, SOON);
}

/** @param {number} topic */
function add(topic) {
  waiting.add(topic);
  showCount("boards", waiting.size);
}

if (me) {
  socket.on("connect", ask);
  socket.on("topics.read", soon);
  socket.on("topic.moved", ({ topic, by }) => by !== me && add(topic));
  socket.on("topic.opened", ({ topic, board, by }) => by !== me && followed.has(board) && add(topic));
}
