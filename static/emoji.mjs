// What chat offers of emoji, made of Unicode's own names for them (CLDR, through emojibase), per language.
import { readFile } from "node:fs/promises";
import { join } from "node:path";

const NEWEST = 15.1; // younger ones are empty boxes on many a phone
const COMPONENTS = 2; // skins and hair: no signs of their own
const FLAGS = 9; // the last group

/** `[[group, [[sign, name, words to find it by, short codes], …]], …]`. @param {string} packages @param {string} language */
export async function emoji(packages, language) {
  const read = async (path) => JSON.parse(await readFile(join(packages, "emojibase-data", path), "utf8"));
  const [all, { groups }, english, codes] = await Promise.all(
    [`${language}/data.json`, `${language}/messages.json`, "en/data.json", "en/shortcodes/github.json"].map(
      read,
    ),
  );
  const inEnglish = new Map(english.map((one) => [one.hexcode, one]));
  const line = (one) => [
    one.emoji,
    one.label,
    words(one, inEnglish.get(one.hexcode)),
    [codes[one.hexcode] ?? []].flat(),
  ];
  const offered = all.filter(
    ({ group, version }) => group <= FLAGS && group !== COMPONENTS && version <= NEWEST,
  );
  return groups
    .filter(({ order }) => order !== COMPONENTS)
    .map(({ order, message }) => [
      message,
      offered
        .filter((one) => one.group === order)
        .sort((one, other) => one.order - other.order)
        .map(line),
    ]);
}

/** Whoever writes Chinese thinks of some in English too. */
function words(one, english) {
  const all = [one.tags ?? [], english.label, english.tags ?? []].flat().map((word) => word.toLowerCase());
  return [...new Set(all)].filter((word) => word !== one.label).join(" ");
}
