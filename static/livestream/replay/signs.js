// Signs of what is felt, over a film: each stays for a moment, and not many at once.
import { shape } from "../../behaviours/words.js";

const STAYS = 3000; // milliseconds
const MOST = 6; // signs at once

/** @param {HTMLElement} place where they appear */
export function signsIn(place) {
  /** @param {Record<string, number>} counts */
  return (counts) => {
    for (const [feeling, count] of Object.entries(counts)) {
      if (place.childElementCount >= MOST) place.firstElementChild.remove();
      const sign = shape(`felt-${feeling}`).firstElementChild;
      sign.querySelector("[data-count]").textContent = count > 1 ? String(count) : "";
      place.append(sign);
      setTimeout(() => sign.remove(), STAYS);
    }
  };
}
