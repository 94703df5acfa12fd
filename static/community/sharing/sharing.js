// form[data-share] makes a link of one's own: handed to the phone's own sheet, or copied.
import { say } from "../../behaviours/toasts.js";
import { word } from "../../behaviours/words.js";

document.addEventListener("submit", async (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (!form.matches("form[data-share]")) return;
  event.preventDefault();
  if (form.ariaBusy === "true") return;
  form.ariaBusy = "true";
  try {
    const answer = await fetch(form.action, { method: "POST", headers: { Accept: "application/json" } });
    const facts = await answer.json().catch(() => ({}));
    if (!answer.ok) throw Object.assign(new Error(`${answer.status}`), { sentence: facts.detail });
    await give(new URL(facts.url, location.href).href, facts);
  } catch (trouble) {
    say(trouble.sentence ?? word(navigator.onLine ? "not-stored" : "no-connection"), "error");
  } finally {
    form.ariaBusy = null;
  }
});

/** @param {string} url @param {{ id: number, title: string }} facts */
async function give(url, { id, title }) {
  if (navigator.share && matchMedia("(pointer: coarse)").matches) {
    await navigator.share({ url, title }).catch(() => {});
    return;
  }
  try {
    await navigator.clipboard.writeText(url);
    say(word("link-copied"), "good");
  } catch {
    location.assign(`/shares?new=${id}#share-${id}`); // it is shown there, to be copied by hand
  }
}
