// Words and shapes a script needs stand in the page, translated: <template data-template="…">.

/** @param {string} name @returns {DocumentFragment} a fresh copy of that template */
export function shape(name) {
  const template = document.querySelector(`template[data-template="${name}"]`);
  return /** @type {HTMLTemplateElement} */ (template).content.cloneNode(true);
}

/** @param {string} name @returns {string} the sentence, in the language of the page */
export function word(name) {
  return shape("words").querySelector(`[data-word="${name}"]`)?.textContent ?? "";
}

/** How this page writes dates and numbers. */
export const tongue = document.documentElement.lang || "en";
