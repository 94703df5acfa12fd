// form[data-confirm="Delete this story?"] asks once, in plain words; data-confirm-yes names the answer.
import { shape } from "./words.js";

const agreed = new WeakSet();

document.addEventListener(
  "submit",
  (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    const asks = event.submitter?.dataset.confirm ? event.submitter : form;
    if (!asks.dataset.confirm || agreed.delete(form)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    ask(asks.dataset.confirm, asks.dataset.confirmYes, () => {
      agreed.add(form);
      form.requestSubmit(event.submitter);
    });
  },
  { capture: true },
);

/**
 * @param {string} question
 * @param {string | undefined} yes
 * @param {() => void} then
 */
function ask(question, yes, then) {
  document.body.append(shape("confirm"));
  const dialog = /** @type {HTMLDialogElement} */ (document.body.lastElementChild);
  dialog.querySelector("[data-question]").textContent = question;
  if (yes) dialog.querySelector("[data-yes]").textContent = yes;
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (dialog.returnValue === "yes") then();
  });
  dialog.showModal();
}
