// How far I have read is known to the server, once for all my tabs. New words never pull away who reads old ones.
import { socket } from "../../behaviours/socket.js";
import { onShown } from "./line.js";
import { isAtEnd, log, markNew, messages, settleAll, toEnd } from "./log.js";
import { room, sentence } from "./room.js";
import { setUnread } from "./unread.js";

const EVERY = 800;
const pill = room.root.querySelector("[data-latest]");
const pillWords = room.root.querySelector("[data-latest-words]");
let readUpTo = room.read;
let seenUpTo = 0; // by the other of two
let below = 0;
let alarm = 0;

onShown((facts) => {
  const element = messages().findLast((it) => Number(it.dataset.id) === facts.id);
  const isNews = facts.seq > readUpTo && facts.author.handle !== room.me && element;
  if (isNews && !isLookedAt() && !log.querySelector("[data-new]")) markNew(element);
  if (isNews && !isAtEnd()) below += 1;
  showPill();
  readSoon();
});

log.addEventListener(
  "scroll",
  () => {
    if (isAtEnd()) below = 0;
    showPill();
    readSoon();
  },
  { passive: true },
);
document.addEventListener("visibilitychange", readSoon);
window.addEventListener("focus", readSoon);

pill.addEventListener("click", (event) => {
  if (room.seq > lastShown()) {
    pill.search = `?at=${room.seq}`; // the page around an old message: go to the newest
    return;
  }
  event.preventDefault();
  below = 0;
  toEnd();
});

socket.on("read", ({ room: id, seq, handle }) => {
  if (id !== room.id) return;
  if (handle === room.me) readUpTo = Math.max(readUpTo, seq);
  else showSeen(seq);
});

log.addEventListener("changed", () => showSeen(seenUpTo));

const isLookedAt = () => document.visibilityState === "visible" && document.hasFocus() && isAtEnd();
const lastShown = () => Number(messages().findLast((it) => it.dataset.seq)?.dataset.seq ?? 0);

function showPill() {
  pill.hidden = isAtEnd() && room.seq - lastShown() < 1;
  pillWords.textContent = below ? sentence("new-one", { n: below }) : sentence("to-latest");
}

function readSoon() {
  if (!alarm) alarm = setTimeout(read, EVERY);
}

/** Whatever stands above the lower edge is read, while somebody looks. */
function read() {
  alarm = 0;
  if (document.visibilityState !== "visible" || !document.hasFocus() || !socket.connected) return;
  const edge = log.getBoundingClientRect().bottom + 4;
  const seen = messages().findLast((it) => it.dataset.seq && it.getBoundingClientRect().bottom <= edge);
  const seq = Number(seen?.dataset.seq ?? 0);
  if (seq > readUpTo) {
    readUpTo = seq;
    socket.emit("read", { room: room.id, seq });
  }
  setUnread(room.id, room.belongs && readUpTo < lastShown());
}

/** Between two: under my last message the other one has read. */
function showSeen(seq) {
  seenUpTo = Math.max(seenUpTo, seq);
  log.querySelector(".seen-mark")?.remove();
  const mine = messages().findLast(
    (it) => it.dataset.author === room.me && it.dataset.seq && Number(it.dataset.seq) <= seenUpTo,
  );
  mine?.querySelector(".message-body").append(
    Object.assign(document.createElement("small"), {
      className: "seen-mark",
      textContent: sentence("seen"),
    }),
  );
}

/** Where the page opens: at what is new, else at the end; or at the message the address names. */
export function open() {
  const wanted = messages().find((it) => `#${it.id}` === location.hash);
  const line = log.querySelector("[data-new]");
  settleAll();
  showSeen(room.seen);
  toEnd();
  if (wanted) wanted.scrollIntoView({ block: "center" });
  else if (line && line.offsetTop < log.scrollTop) log.scrollTop = line.offsetTop - log.clientHeight / 3;
  wanted?.classList.add("wanted");
  showPill();
  readSoon();
}
