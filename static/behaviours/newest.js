// What moves is fetched anew, and several questions may be under way: an older answer never replaces a newer one.

/** Fetches the text of a page; null where there is none, or a newer one has come already. */
export function newestOf() {
  let asked = 0;
  let shown = 0;
  return async (/** @type {string} */ address) => {
    asked += 1;
    const mine = asked;
    const answer = await fetch(address);
    const text = answer.ok ? await answer.text() : null;
    if (text === null || mine < shown) return null;
    shown = mine;
    return text;
  };
}
