// The bell's own page: lines appear, change and are read without a reload.
import { socket } from "../../behaviours/socket.js";
import { say } from "../../behaviours/toasts.js";
import { word } from "../../behaviours/words.js";
import { writeTimes } from "../../behaviours/times.js";

const SOON = 150;
let soon = 0;

/** The lines as they are now; what is open or focused by a hand stays until it is done. */
async function renew() {
  const list = document.querySelector("[data-bell]");
  const isHeld = () => list.querySelector("details[open]");
  if (isHeld()) return later();
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok) return;
  if (isHeld()) return later();
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("[data-bell]");
  writeTimes(fresh);
  list.replaceWith(fresh);
  for (const until of document.querySelectorAll("[name=until]"))
    until.value = page.querySelector("[name=until]").value;
}

function later() {
  clearTimeout(soon);
  soon = setTimeout(renew, SOON);
}

document.addEventListener("submit", async (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (!form.matches("[data-news-form]")) return;
  event.preventDefault();
  const headers = { Accept: "application/json" };
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers }).catch(
    () => null,
  );
  if (!answer?.ok) return say(word(navigator.onLine ? "not-stored" : "no-connection"), "error");
  form.closest("details")?.removeAttribute("open");
  later();
});

socket.on("connect", later); // what came while there was no line is heard of by nothing else
socket.on("notified", later);
socket.on("notified.changed", later);
