// Bold, italic, heading, quote, link, list: by button and by the keys everybody knows, on the paper or in the text.
import { type } from "./typing.js";

const AROUND = { bold: "**", italic: "*" };
const BEFORE_LINES = { heading: "## ", quote: "> ", list: "- " };
const KEYS = { b: "bold", i: "italic", k: "link" };

/**
 * @param {HTMLFormElement} form
 * @param {() => boolean} onPaper
 * @param {(tool: string) => void} run
 */
export function offerFormatting(form, onPaper, run) {
  const area = form.querySelector("[data-text]");
  const tools = form.querySelector("[data-tools]");
  tools.hidden = false;
  tools.addEventListener("pointerdown", (event) => onPaper() && event.preventDefault()); // the caret stays
  tools.addEventListener("click", ({ target }) => {
    const tool = target.closest("[data-tool]")?.dataset.tool;
    if (tool) onPaper() ? run(tool) : apply(area, tool);
  });
  form.addEventListener("caret", ({ detail }) => {
    for (const button of tools.querySelectorAll("[data-tool]")) {
      button.ariaPressed = String(detail[button.dataset.tool] ?? false);
    }
  });
  area.addEventListener("keydown", (event) => {
    const tool = (event.ctrlKey || event.metaKey) && !event.shiftKey && KEYS[event.key];
    if (!tool) return;
    event.preventDefault();
    apply(area, tool);
  });
  for (const line of form.querySelectorAll(".title-input, .dek-input")) {
    line.addEventListener("keydown", (event) => goOn(event, form, area));
  }
}

/** A title is one line: Enter leads on. */
function goOn(event, form, area) {
  if (event.key !== "Enter" || event.isComposing) return;
  event.preventDefault();
  const next = event.target.name === "title" ? form.elements.namedItem("excerpt") : area;
  next.focus();
}

/** @param {HTMLTextAreaElement} area @param {string} tool */
function apply(area, tool) {
  if (AROUND[tool]) return surround(area, AROUND[tool]);
  if (tool === "link") return link(area);
  return mark(area, BEFORE_LINES[tool]);
}

/** @param {HTMLTextAreaElement} area @param {string} sign */
function surround(area, sign) {
  const { value, selectionStart: from, selectionEnd: to } = area;
  const chosen = value.slice(from, to);
  const inside = chosen.startsWith(sign) && chosen.endsWith(sign) && chosen.length > 2 * sign.length;
  if (inside) return type(area, chosen.slice(sign.length, -sign.length));
  type(area, sign + chosen + sign);
  area.setSelectionRange(from + sign.length, to + sign.length);
}

/** @param {HTMLTextAreaElement} area */
function link(area) {
  const { selectionStart: from, selectionEnd: to } = area;
  const words = area.value.slice(from, to);
  const isAddress = /^https?:\/\/\S+$/.test(words);
  type(area, isAddress ? `[](${words})` : `[${words}](https://)`);
  const caret = isAddress || !words ? from + 1 : from + words.length + 3;
  area.setSelectionRange(caret, !isAddress && words ? caret + "https://".length : caret);
}

/** Mark every chosen line, or take the marks away where all have them. */
function mark(area, sign) {
  const from = area.value.lastIndexOf("\n", area.selectionStart - 1) + 1;
  const end = area.value.indexOf("\n", area.selectionEnd);
  const to = end < 0 ? area.value.length : end;
  const lines = area.value.slice(from, to).split("\n");
  const all = lines.every((line) => line.startsWith(sign));
  area.setSelectionRange(from, to);
  type(area, lines.map((line) => (all ? line.slice(sign.length) : sign + line)).join("\n"));
}
