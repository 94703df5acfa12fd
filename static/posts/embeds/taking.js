// form[data-taking] puts what a text shows onto one's own list, and one goes on reading.
import { say } from "../../behaviours/toasts.js";
import { word } from "../../behaviours/words.js";

document.addEventListener("submit", async (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (!form.matches("form[data-taking]")) return;
  event.preventDefault();
  if (form.ariaBusy === "true") return;
  form.ariaBusy = "true";
  try {
    const body = new URLSearchParams(/** @type {any} */ (new FormData(form, event.submitter)));
    const answer = await fetch(form.action, {
      method: "POST",
      headers: { Accept: "application/json" },
      body,
    });
    const facts = await answer.json().catch(() => ({}));
    if (!answer.ok) throw Object.assign(new Error(`${answer.status}`), { sentence: facts.detail });
    if (facts.choose) return location.assign(facts.choose);
    show(form.action, facts.taken);
    say(facts.said, "good");
  } catch (trouble) {
    say(trouble.sentence ?? word(navigator.onLine ? "not-stored" : "no-connection"), "error");
  } finally {
    form.ariaBusy = null;
  }
});

/** Wherever the page shows this piece. @param {string} action @param {boolean} taken */
function show(action, taken) {
  for (const form of document.querySelectorAll("form[data-taking]")) {
    if (/** @type {HTMLFormElement} */ (form).action !== action) continue;
    form.querySelector("[data-taken]").hidden = !taken;
    form.querySelector("[data-take]").hidden = taken;
  }
}
