// What this device holds of a story until the server has it: kept through closing, crashing and signing out,
// under its writer's name, with the number of the version it was typed on.
const owner = document.body.dataset.signedIn || "visitor";
const PREFIX = `story:${owner}:`;
const LONGEST = 30 * 24 * 3_600_000;
const GONE = 20_000; // a tab says so often that it is still there

/** @param {HTMLFormElement} form @returns {string} */
function nameOf(form) {
  if (form.dataset.story) return PREFIX + form.dataset.story;
  form.dataset.newKey ||= `new-${Math.random().toString(36).slice(2, 10)}`;
  return PREFIX + form.dataset.newKey;
}

/**
 * @typedef {{words: [string, string][], seq: number, at: number}} Held
 * @param {HTMLFormElement} form
 * @param {URLSearchParams} words
 */
export function hold(form, words) {
  const held = { words: [...words], seq: Number(form.elements.namedItem("seq").value), at: Date.now() };
  try {
    localStorage.setItem(nameOf(form), JSON.stringify(held));
  } catch {
    // A full device holds nothing more; what is on the page is still sent.
  }
}

/** @param {HTMLFormElement} form */
export function letGo(form) {
  localStorage.removeItem(nameOf(form));
}

/** What was left here: of this story, or of a new one whose tab is gone. @returns {Held | null} */
export function left(form) {
  const all = Object.keys(localStorage).filter((name) => name.startsWith(PREFIX));
  for (const name of all) if (Date.now() - read(name).at > LONGEST) localStorage.removeItem(name);
  if (form.dataset.story) return read(nameOf(form));
  const orphan = all.find(
    (name) => name.startsWith(`${PREFIX}new-`) && Date.now() - (read(name)?.at ?? 0) > GONE,
  );
  if (orphan) form.dataset.newKey = orphan.slice(PREFIX.length);
  return orphan ? read(orphan) : null;
}

/** @returns {Held | null} */
function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name) ?? "null");
  } catch {
    return null;
  }
}
