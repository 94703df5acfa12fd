// Typing by script, so that undo still works and everyone who listens to typing hears it.

/**
 * Put words where the caret is, or in place of what is selected.
 * @param {HTMLTextAreaElement} area
 * @param {string} words
 */
export function type(area, words) {
  area.focus();
  // The only way that keeps the browser's own undo; where it is gone, the words still arrive.
  if (document.execCommand("insertText", false, words)) return;
  area.setRangeText(words, area.selectionStart, area.selectionEnd, "end");
  announce(area);
}

/**
 * Put words in place of others, wherever the caret is meanwhile.
 * @param {HTMLTextAreaElement} area
 * @param {string} before
 * @param {string} after
 * @returns {boolean} whether they were still there
 */
export function exchange(area, before, after) {
  const at = area.value.indexOf(before);
  if (at < 0) return false;
  area.setRangeText(after, at, at + before.length, "preserve");
  announce(area);
  return true;
}

/** @param {HTMLTextAreaElement} area */
function announce(area) {
  area.dispatchEvent(new InputEvent("input", { bubbles: true }));
}
