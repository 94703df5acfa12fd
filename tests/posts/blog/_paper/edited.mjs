// Takes texts of the pieces in its input, changes one thing in each, and answers where another thing changed.
import { readFileSync } from "node:fs";
import { read } from "../../../../static/posts/blog/writing/reading.js";
import { schema } from "../../../../static/posts/blog/writing/schema.js";
import { spell } from "../../../../static/posts/blog/writing/spelling.js";

const { pieces, times } = JSON.parse(readFileSync(0, "utf8"));
let seed = 20_261_125;
const NEW = "new * words_ [x] 1. - # > ` <b> &amp; ~~";
const wrong = [];

for (let nth = 0; nth < times; nth++) {
  const typed = Array.from({ length: 1 + chance(6) }, () => pieces[chance(pieces.length)]);
  const text = typed.join(["\n\n", "\n", "\n\n\n"][chance(3)]);
  const { doc, memory } = read(text);
  const nodes = [...doc.children];
  change(nodes);
  if (nodes.length === 0) continue;
  const back = spell(schema.node("doc", null, nodes), memory);
  if (said(nodes) !== said(read(back).doc.children)) wrong.push({ text, back });
}
process.stdout.write(JSON.stringify({ wrong }));

/** One is taken out, moved, or a new one put in. */
function change(nodes) {
  const at = chance(nodes.length);
  const what = chance(3);
  if (what === 0) nodes.splice(at, 1);
  else if (what === 1) nodes.splice(chance(nodes.length), 0, ...nodes.splice(at, 1));
  else nodes.splice(at, 0, schema.node("paragraph", null, schema.text(NEW)));
}

function said(nodes) {
  return JSON.stringify(nodes.filter((node) => node.content.size > 0 || node.isAtom).map((node) => node.toJSON()));
}

/** The same every time. */
function chance(below) {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) % below;
}
