// The sentences of a page of streams, which stand in it, translated.
import { shape } from "../../behaviours/words.js";

/** @param {string} template @returns {(name: string, values?: Record<string, string | number>) => string} */
export function wordsOf(template) {
  const shapes = shape(template);
  return (name, values = {}) => {
    const words = shapes.querySelector(`[data-word="${name}"]`)?.textContent ?? "";
    return words.replace(/\{(\w+)\}/g, (whole, key) => String(values[key] ?? whole));
  };
}
