// One's own lists, to put one of them or one of its pieces into the story.
import { shape } from "../../../behaviours/words.js";
import { say } from "../../../behaviours/toasts.js";

/**
 * @param {HTMLFormElement} form
 * @param {(markdown: string) => void} put
 */
export function offerLists(form, put) {
  const button = form.querySelector("[data-add-list]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    document.body.append(shape("choice"));
    const dialog = /** @type {HTMLDialogElement} */ (document.body.lastElementChild);
    dialog.addEventListener("close", () => dialog.remove());
    dialog.addEventListener("click", ({ target }) => {
      const chosen = target.closest("[data-put]");
      if (!chosen) return;
      dialog.close();
      put(chosen.dataset.put);
    });
    dialog.showModal();
    const answer = await fetch("/embeds/own").catch(() => null);
    if (answer?.ok) dialog.querySelector("[data-shown]").innerHTML = await answer.text();
    else dialog.close();
    if (!answer?.ok) say(form.dataset.wordFailed, "error");
  });
}
