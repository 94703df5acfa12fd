// How good a new password is, in the words of the same rule that will judge it. Without us the form says so.
const PAUSE = 350; // milliseconds after the last sign

for (const box of document.querySelectorAll("[data-strength]")) {
  const field = /** @type {HTMLInputElement} */ (document.getElementById(box.dataset.strengthOf));
  const words = box.querySelector("[data-strength-words]");
  let waiting = 0;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => judge(box.dataset.strength, field, words), PAUSE);
  });
}

/** @param {string} url @param {HTMLInputElement} field @param {HTMLElement} words */
async function judge(url, field, words) {
  words.hidden = field.value === "";
  if (words.hidden) return;
  const asked = new FormData(field.form);
  asked.set("password", field.value);
  const answer = await fetch(url, { method: "POST", body: asked }).catch(() => null);
  if (!answer?.ok || asked.get("password") !== field.value) return;
  const { strength, words: said, good } = await answer.json();
  words.textContent = said;
  words.dataset.strengthIs = good ? strength : "0";
}
