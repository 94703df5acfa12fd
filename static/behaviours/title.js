// What waits is counted in the title of the window, so that a tab in the background says it too.
const title = document.title;
const counts = new Map();

/** @param {string} place @param {number} count */
export function countInTitle(place, count) {
  counts.set(place, count);
  const all = [...counts.values()].reduce((sum, each) => sum + each, 0);
  document.title = all ? `(${all > 99 ? "99+" : all}) ${title}` : title;
}
