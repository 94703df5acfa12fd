// What is done to a piece (bought, taken off, put back, added by name) is done without leaving the page.
// What needs an answer, such as a product that stands there twice, is asked on its own page as without us.
import { say } from "../../behaviours/toasts.js";
import { word } from "../../behaviours/words.js";
import { takeIn } from "./fresh.js";

const OURS = "[data-pieces] form:not(.ordering), [data-fresh=gone] form";

document.addEventListener("submit", quietly, { capture: true }); // before others count how often it was sent

/** @param {SubmitEvent} event */
async function quietly(event) {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (event.defaultPrevented || !form.matches(OURS) || form.matches("[data-asks]")) return;
  event.preventDefault();
  if (form.matches(".quick-add")) return inTurn(form, event.submitter);
  if (form.ariaBusy === "true") return;
  form.ariaBusy = "true";
  const body = new FormData(form, event.submitter);
  const menu = form.closest("details[data-menu]");
  const answer = await fetch(form.action, { method: "POST", body }).catch(() => null);
  form.ariaBusy = null;
  if (!answer) return say(word("no-connection"), "error");
  if (!answer.ok || !isHere(answer.url)) return plainly(form, event.submitter);
  if (menu) menu.open = false;
  takeIn(await answer.text());
}

let turn = Promise.resolve();

/**
 * Names are put on the list one after the other: the field is free for the next at once, and holds again
 * what could not be stored.
 */
function inTurn(form, submitter) {
  const body = new FormData(form, submitter);
  const field = form.querySelector("input[name=name]");
  const said = field.value;
  form.reset();
  turn = turn.then(async () => {
    const answer = await fetch(form.action, { method: "POST", body }).catch(() => null);
    if (answer?.ok && isHere(answer.url)) return takeIn(await answer.text());
    field.value = answer ? said : [said, field.value].filter(Boolean).join(", ");
    if (answer) plainly(form, submitter);
    else say(word("no-connection"), "error");
  });
}

/** The answer is this page again, and not one that asks something. */
const isHere = (url) => new URL(url).pathname === location.pathname;

function plainly(form, submitter) {
  form.dataset.asks = "";
  form.requestSubmit(submitter);
}
