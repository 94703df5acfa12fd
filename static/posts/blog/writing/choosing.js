// One's own lists, to put one of them or one of its pieces into the story or into a photo of it.
import { shape } from "../../../behaviours/words.js";
import { say } from "../../../behaviours/toasts.js";

/**
 * @param {HTMLFormElement} form
 * @param {(markdown: string) => void} put
 */
export function offerLists(form, put) {
  const button = form.querySelector("[data-add-list]");
  button.hidden = false;
  button.addEventListener("click", () => choose(form, ({ put: markdown }) => put(markdown)));
}

/**
 * @param {HTMLFormElement} form
 * @param {(chosen: {put: string, name: string, href: string}) => void} then
 */
export async function choose(form, then) {
  document.body.append(shape("choice"));
  const dialog = /** @type {HTMLDialogElement} */ (document.body.lastElementChild);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", ({ target }) => {
    const chosen = target.closest("[data-put]");
    if (!chosen) return;
    dialog.close();
    then(chosen.dataset);
  });
  dialog.showModal();
  const answer = await fetch("/embeds/own").catch(() => null);
  if (answer?.ok) dialog.querySelector("[data-shown]").innerHTML = await answer.text();
  else dialog.close();
  if (!answer?.ok) say(form.dataset.wordFailed, "error");
}
