// [data-arrange] is a list whose pieces are put in order by hand: grip, drag, drop. Without this script, and by
// keyboard, the buttons «up» and «down» do the same.
import { say } from "../../behaviours/toasts.js";

const list = document.querySelector("[data-arrange]");
const words = document.querySelector("[data-arranged]");
const pieces = () => [...list.querySelectorAll(":scope > [data-piece]")];

for (const piece of list ? pieces() : []) if (pieces().length > 1) offerGrip(piece);

/** @param {HTMLElement} piece */
function offerGrip(piece) {
  const grip = list.querySelector("template[data-grip]").content.firstElementChild.cloneNode(true);
  piece.prepend(grip);
  grip.addEventListener("pointerdown", (event) => {
    if (event.button === 0) drag(piece, event);
  });
}

/**
 * The list holds the pointer: the grip itself would lose it as the piece changes its place.
 * @param {HTMLElement} piece
 * @param {PointerEvent} start
 */
function drag(piece, start) {
  start.preventDefault();
  const before = ids();
  const end = new AbortController();
  const { signal } = end;
  list.setPointerCapture(start.pointerId);
  piece.classList.add("moving");
  list.addEventListener("pointermove", (event) => makeRoom(piece, event.clientY), { signal });
  for (const kind of ["pointerup", "pointercancel"]) list.addEventListener(kind, finish, { signal });

  function finish(event) {
    end.abort();
    piece.classList.remove("moving");
    if (event.type === "pointercancel") putBack(before);
    else if (ids().join() !== before.join()) store(before);
  }
}

/** The piece goes before the first one whose middle lies below the pointer. */
function makeRoom(piece, y) {
  const others = pieces().filter((other) => other !== piece);
  const next = others.find((other) => y < other.getBoundingClientRect().top + other.offsetHeight / 2);
  const place = next ?? others.at(-1).nextElementSibling;
  if (place !== piece && place !== piece.nextElementSibling) list.insertBefore(piece, place);
}

/** @param {string[]} before the order to go back to when it cannot be stored */
async function store(before) {
  const order = new URLSearchParams(ids().map((id) => ["item", id]));
  const answer = await fetch(list.dataset.arrange, {
    method: "POST",
    body: order,
    headers: { "X-Requested-With": "fetch" },
  }).catch(() => null);
  if (!answer?.ok) putBack(before);
  renewButtons();
  words.textContent = answer?.ok ? words.dataset.stored : "";
  if (!answer?.ok) say(words.dataset.failed, "error");
}

/** @param {string[]} order */
function putBack(order) {
  const last = pieces().at(-1).nextElementSibling;
  for (const id of order) list.insertBefore(list.querySelector(`[data-piece="${id}"]`), last);
}

/** The first cannot go up, the last not down. */
function renewButtons() {
  const all = pieces();
  for (const [at, piece] of all.entries()) {
    for (const button of piece.querySelectorAll("button[name=to]")) {
      button.disabled = button.value === "up" ? at === 0 : at === all.length - 1;
    }
  }
}

function ids() {
  return pieces().map((piece) => piece.dataset.piece);
}
