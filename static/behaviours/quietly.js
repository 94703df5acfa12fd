// A form that is sent without leaving the page: once at a time, and what went wrong is said in words.
import { say } from "./toasts.js";
import { word } from "./words.js";

/**
 * @param {string} forms a selector
 * @param {(facts: any, form: HTMLFormElement) => unknown} then what is done with the answer
 */
export function sendQuietly(forms, then) {
  document.addEventListener("submit", async (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (!form.matches(forms)) return;
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
      await then(facts, form);
    } catch (trouble) {
      say(trouble.sentence ?? word(navigator.onLine ? "not-stored" : "no-connection"), "error");
    } finally {
      form.ariaBusy = null;
    }
  });
}
