// Signs by their names, in the language of the page and in English; asked for once, when first needed.
import { room } from "./room.js";

/** @typedef {[sign: string, name: string, words: string, codes: string[]]} Sign */

/** @type {Promise<[group: string, signs: Sign[]][]> | undefined} */
let asked;

export function groups() {
  asked ??= fetch(room.root.dataset.emoji).then((answer) => answer.json());
  asked.catch(() => {
    asked = undefined; // the line was away: asked again the next time
  });
  return asked;
}

/** Those named so first, then those found by it. @param {string} words @returns {Promise<Sign[]>} */
export async function found(words) {
  const all = (await groups()).flatMap(([, signs]) => signs);
  const ranked = all.map((sign) => ({ sign, at: rank(words, sign) })).filter(({ at }) => at < NOT);
  return ranked.sort((one, other) => one.at - other.at).map(({ sign }) => sign);
}

const NOT = 4;
const LATIN = /^[\p{ASCII}\p{Script=Latin}\p{M}]+$/u; // other scripts do not part their words

/** @param {string} words @param {Sign} sign */
function rank(words, [, name, more, codes]) {
  const text = `${name.toLowerCase()} ${more}`;
  if (codes.includes(words.replaceAll(" ", "_"))) return 0;
  if (text.startsWith(words)) return 1;
  if (text.includes(` ${words}`)) return 2;
  return !LATIN.test(words) && text.includes(words) ? 3 : NOT;
}

/** @param {string} begun @returns {Promise<import("./completing.js").Offer[]>} */
export async function signs(begun) {
  const some = await found(begun.replaceAll("_", " ")).catch(() => []);
  return some.map(([sign, name]) => ({ text: sign, main: sign, beside: name }));
}

/** The sign of a short code as many write it: "heart", "+1". @param {string} code */
export async function exactly(code) {
  const all = await groups().catch(() => []);
  return all.flatMap(([, signs]) => signs).find(([, , , codes]) => codes.includes(code))?.[0];
}
