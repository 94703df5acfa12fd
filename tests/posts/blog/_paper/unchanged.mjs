// Reads texts from its input; answers those that come back from the paper as something else.
import { readFileSync } from "node:fs";
import { read } from "../../../../static/posts/blog/writing/reading.js";
import { spell } from "../../../../static/posts/blog/writing/spelling.js";

const wrong = [];
let rich = 0;
for (const text of JSON.parse(readFileSync(0, "utf8"))) {
  const { doc, memory } = read(text);
  doc.check();
  if (doc.children.some(({ type }) => type.name !== "raw")) rich++;
  const back = spell(doc, memory);
  if (back !== text) wrong.push({ text, back, why: "touched though nothing was" });
  const anew = spell(doc, { parts: new WeakMap(), last: {}, tail: "" });
  const again = read(anew).doc;
  if (said(doc) !== said(again)) wrong.push({ text, back: anew, why: "spelled anew it says something else" });
}
process.stdout.write(JSON.stringify({ wrong, rich }));

/** What it says; lines without words say nothing. */
function said(doc) {
  return JSON.stringify(doc.children.filter((node) => node.content.size > 0 || node.isAtom).map((node) => node.toJSON()));
}
