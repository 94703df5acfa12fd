// form[data-taking] puts what a text shows onto one's own list, and one goes on reading.
import { sendQuietly } from "../../behaviours/quietly.js";
import { say } from "../../behaviours/toasts.js";

sendQuietly("form[data-taking]", ({ choose, taken, said }, { action }) => {
  if (choose) return location.assign(choose);
  show(action, taken);
  return say(said, "good");
});

/** Wherever the page shows this piece. @param {string} action @param {boolean} taken */
function show(action, taken) {
  for (const form of document.querySelectorAll("form[data-taking]")) {
    if (/** @type {HTMLFormElement} */ (form).action !== action) continue;
    form.querySelector("[data-taken]").hidden = !taken;
    form.querySelector("[data-take]").hidden = taken;
  }
}
