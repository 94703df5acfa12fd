// The time until a trip begins, counted down to the minute in the words of the page's language.
const MINUTE = 60_000;
const UNITS = /** @type {const} */ ([
  ["day", 1440],
  ["hour", 60],
  ["minute", 1],
]);
const language = document.documentElement.lang;

for (const place of document.querySelectorAll("[data-countdown]")) count(/** @type {HTMLElement} */ (place));

/** @param {HTMLElement} place */
function count(place) {
  const left = Date.parse(place.dataset.countdown) - Date.now();
  if (left <= 0) return;
  place.textContent = words(Math.ceil(left / MINUTE));
  setTimeout(() => count(place), left % MINUTE || MINUTE);
}

/** @param {number} minutes */
function words(minutes) {
  let rest = minutes;
  const parts = UNITS.map(([unit, length]) => {
    const number = Math.floor(rest / length);
    rest -= number * length;
    return (
      number && new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(number)
    );
  });
  return parts.filter(Boolean).slice(0, 2).join(" ");
}
