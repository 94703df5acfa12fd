// form[data-keep] remembers what was typed, through errors, sign-out and reload, until it was stored.
// It is kept in this tab only and under the member's name, so that nobody else finds it.
const KEPT = "input:not([type=password], [type=file], [type=hidden]), textarea, select";
const owner = document.body.dataset.signedIn || "visitor";
const prefix = `keep:${owner}:`;

/** @param {HTMLFormElement} form */
const nameOf = (form) => prefix + (form.dataset.keep || new URL(form.action).pathname);
const forms = [...document.querySelectorAll("form[data-keep]")];

forgetStored();
for (const form of forms) restore(form);

document.addEventListener("input", ({ target }) => {
  const form = target.form;
  if (form?.matches("[data-keep]")) sessionStorage.setItem(nameOf(form), JSON.stringify(typed(form)));
});

document.addEventListener("submit", ({ target, defaultPrevented }) => {
  if (target.matches("form[data-keep]") && !defaultPrevented) sent(nameOf(target));
});

/** Forget what a form held: for a script that has stored it without leaving the page. */
export function forget(form) {
  sessionStorage.removeItem(nameOf(form));
}

/** It is on its way; the next page knows whether it arrived. @param {string} name */
function sent(name) {
  if (sessionStorage.getItem(name)) sessionStorage.setItem(`sent:${name}`, "1");
}

/**
 * What was sent arrived, unless we are back at the same form, asked to sign in, or told of an error. Where an error
 * may come to stand later, it is hidden until then.
 */
function forgetStored() {
  const signs = [".error-page", ".form-error", ".field .error", "input[type=password]"];
  const lost = document.querySelector(signs.map((sign) => `${sign}:not([hidden])`).join());
  for (const mark of Object.keys(sessionStorage).filter((key) => key.startsWith(`sent:${prefix}`))) {
    sessionStorage.removeItem(mark);
    if (!lost) sessionStorage.removeItem(mark.slice("sent:".length));
  }
}

/** What was typed before this script was there is newer than what was kept. @param {HTMLFormElement} form */
function restore(form) {
  const kept = JSON.parse(sessionStorage.getItem(nameOf(form)) ?? "[]");
  const fields = [...form.querySelectorAll(KEPT)];
  for (const [at, [name, value, checked]] of kept.entries()) {
    const field = fields[at];
    if (field?.name !== name || isTouched(field)) continue;
    if (checked === null) field.value = value;
    else field.checked = checked;
  }
  if (kept.length > 0) form.dispatchEvent(new Event("restored", { bubbles: true }));
}

function isTouched(field) {
  if (field instanceof HTMLSelectElement)
    return !field.selectedOptions[0]?.defaultSelected && field.selectedIndex > 0;
  return field.value !== field.defaultValue || Boolean(field.checked) !== Boolean(field.defaultChecked);
}

/** @param {HTMLFormElement} form @returns {Array<[string, string, boolean | null]>} */
function typed(form) {
  return [...form.querySelectorAll(KEPT)].map((field) => {
    const ticked = field.type === "checkbox" || field.type === "radio";
    return [field.name, field.value, ticked ? field.checked : null];
  });
}
