// From the paper to Markdown: what was not touched as it was typed, the rest in the plainest way that says the same.
import { Fragment } from "prosemirror-model";
import { MarkdownSerializer, defaultMarkdownSerializer } from "prosemirror-markdown";
import { schema } from "./schema.js";
import { nodesOf } from "./reading.js";

const { nodes: usual, marks: usualMarks } = defaultMarkdownSerializer;
const ANY_SIGN = /[!-/:-@[-`{-~]/g; // whatever may mean something
const written = new WeakMap(); // what was spelled once

/** @param {boolean} careful whether every sign is marked as one */
function speller(careful) {
  return new MarkdownSerializer(
    {
      ...usual,
      text(state, { text }) {
        if (state.inAutolink || !careful) state.text(text, !state.inAutolink);
        else state.text(text.replace(ANY_SIGN, "\\$&"), false);
      },
      bullet_list: (state, node) => state.renderList(node, "  ", () => "- "),
      photos(state, node) {
        state.write(
          node.children.flatMap(({ attrs }) => [photo(attrs), ...attrs.points.map(point)]).join("\n"),
        );
        state.closeBlock(node);
      },
      upload() {},
      embed(state, node) {
        const { href, words, typed } = node.attrs;
        state.write(typed ? (careful ? `<${href}>` : words) : `[${marked(words)}](${target(href)})`);
        state.closeBlock(node);
      },
      raw(state, node) {
        state.text(node.textContent, false);
        state.closeBlock(node);
      },
    },
    {
      ...usualMarks,
      strike: { open: "~~", close: "~~", mixable: true, expelEnclosingWhitespace: true },
      link: {
        open(state, { attrs }) {
          state.inAutolink = attrs.typed;
          return attrs.typed ? (careful ? "<" : "") : "[";
        },
        close(state, { attrs }) {
          state.inAutolink = undefined;
          if (attrs.typed) return careful ? ">" : "";
          return `](${target(attrs.href)}${attrs.title ? ` ${quoted(attrs.title)}` : ""})`;
        },
        mixable: true,
      },
    },
  );
}

const plainly = speller(false);
const carefully = speller(true);

/** @param {import("prosemirror-model").Node[]} given */
export function spelled(given) {
  const nodes = given.map(tidy);
  const doc = schema.node("doc", null, nodes);
  const words = plainly.serialize(doc);
  const again = nodesOf(words);
  const same = again?.length === nodes.length && again.every((node, at) => node.eq(nodes[at]));
  return same ? words : carefully.serialize(doc);
}

/** Blanks at the ends of a line say nothing. */
function tidy(node) {
  if (node.isText || node.isLeaf || node.type.spec.code) return node;
  if (!node.isTextblock) return node.copy(Fragment.from(node.children.map(tidy)));
  const words = node.textBetween(0, node.content.size, null, "\n");
  const from = words.match(/^[ \t\n]*/)[0].length;
  return from < words.length ? node.cut(from, words.replace(/[ \t\n]+$/, "").length) : node.copy();
}

/**
 * The whole text.
 * @param {import("prosemirror-model").Node} doc
 * @param {import("./reading.js").Memory} memory
 */
export function spell(doc, memory) {
  let text = "";
  let before = null; // the part just told as it was typed
  for (let at = 0; at < doc.childCount; ) {
    const part = memory.parts.get(doc.child(at));
    const known = part && isWhole(part, doc, at);
    const follows = known && part.before === before && (before !== null || text === "");
    const end = at + (known ? part.nodes.length : 1);
    const asTyped = known && isSafe(part, follows, text, end === doc.childCount);
    const words = asTyped ? part.source : fresh(doc.child(at), text);
    if (words) {
      text += follows ? part.gap + words : apart(text, words);
      before = asTyped ? part : null;
    }
    at = asTyped ? end : at + 1; // told anew, a part is told node by node
  }
  return before === memory.last && (before || !text) ? text + memory.tail : text;
}

/** Beside others than before, some sources would say something else. */
function isSafe({ source, nodes: [node] }, follows, text, atEnd) {
  if (node.type.name === "code_block" && !atEnd && !isClosed(source)) return false;
  if (follows) return true;
  return !/^\s/.test(source) && !clash(signOf(source), text);
}

function isClosed(source) {
  const fence = source.match(/^(`{3,}|~{3,})/)?.[1];
  return fence ? source.length > fence.length && source.split("\n").at(-1).trim().startsWith(fence) : true;
}

function isWhole(part, doc, at) {
  return part.nodes.every((node, nth) => at + nth < doc.childCount && doc.child(at + nth) === node);
}

const apart = (text, words) => (text ? `${text.endsWith("\n") ? "\n" : "\n\n"}` : "") + words;

function fresh(node, text) {
  const empty =
    node.type.name === "upload" || (node.isTextblock && node.content.size === 0 && !node.type.spec.code);
  if (empty) return "";
  if (!written.has(node)) written.set(node, spelled([node]).replace(/\n+$/, ""));
  return besides(written.get(node), text);
}

/** Two lists in a row are two only by their signs. */
function besides(words, text) {
  if (!clash(signOf(words), text)) return words;
  return words.startsWith("-") ? words.replace(/^-(?= )/gm, "*") : words.replace(/^(\d+)\.(?= )/gm, "$1)");
}

/** How the items of a list begin: "-", ".", ")". */
const signOf = (line) =>
  line
    .match(/^(?:([-*+])|\d+([.)]))(?:\s|$)/)
    ?.slice(1)
    .find(Boolean);

function clash(sign, text) {
  return sign !== undefined && sign === signOf(text.split("\n").findLast((line) => /^\S/.test(line)) ?? "");
}

/** Alt words alone need a title of their own, so that they are not taken for a caption. */
function photo({ digest, caption, alt }) {
  if (!alt || alt === caption) return `![${marked(caption)}](photo:${digest})`;
  return `![${marked(alt)}](photo:${digest} ${quoted(caption || " ")})`;
}

/** A thing in the photo above it, by its place. */
function point({ x, y, href, words }) {
  return `[${marked(words)}](${target(href)} "${x},${y}")`;
}

const marked = (words) => words.replace(/[\\[\]`*_<&!~]/g, "\\$&");
const quoted = (words) => `"${words.replace(/[\\"&]/g, "\\$&")}"`;
const target = (href) => (/[\s()<>\\&*_]/.test(href) ? `<${href.replace(/[<>\\]/g, "\\$&")}>` : href);
