// A vote shows at once what it changed; the votes of others come in while nobody is choosing.
import { socket } from "../../behaviours/socket.js";

const place = () => document.querySelector("[data-poll]");
let choosing = false;

document.addEventListener("change", ({ target }) => {
  if (target.closest("[data-vote]")) choosing = true;
});

document.addEventListener("submit", async (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (!form.matches("[data-vote]")) return;
  event.preventDefault();
  const body = new FormData(form);
  body.set("part", "1");
  const answer = await fetch(form.action, { method: "POST", body }).catch(() => null);
  if (answer?.ok) return put(await answer.text());
  const error = form.querySelector("[data-poll-error]");
  error.textContent = answer?.status === 409 ? await answer.text() : error.dataset.pollError;
  error.hidden = false;
});

socket.on("poll.moved", async ({ topic }) => {
  if (choosing || place()?.dataset.poll !== String(topic)) return;
  const answer = await fetch(`/topics/${topic}/poll?part=1`).catch(() => null);
  if (answer?.ok && !choosing) put(await answer.text());
});

/** @param {string} html */
function put(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  place().replaceWith(parsed.querySelector("[data-poll]"));
  choosing = false;
}
