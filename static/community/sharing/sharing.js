// form[data-share] makes a link of one's own: handed to the phone's own sheet, or copied.
import { sendQuietly } from "../../behaviours/quietly.js";
import { say } from "../../behaviours/toasts.js";
import { word } from "../../behaviours/words.js";

sendQuietly("form[data-share]", (facts) => give(new URL(facts.url, location.href).href, facts));

/** @param {string} url @param {{ id: number, title: string }} facts */
async function give(url, { id, title }) {
  if (navigator.share && matchMedia("(pointer: coarse)").matches) {
    await navigator.share({ url, title }).catch(() => {});
    return;
  }
  try {
    await navigator.clipboard.writeText(url);
    say(word("link-copied"), "good");
  } catch {
    location.assign(`/shares?new=${id}#share-${id}`); // it is shown there, to be copied by hand
  }
}
