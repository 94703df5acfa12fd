// From Markdown to the paper. Every part remembers how it was typed, so that what is not touched is not changed.
import MarkdownIt from "markdown-it";
import { MarkdownParser } from "prosemirror-markdown";
import { schema } from "./schema.js";
import { spelled } from "./spelling.js";

/**
 * A run of lines and what it became on the paper.
 * @typedef {{source: string, gap: string, nodes: import("prosemirror-model").Node[], before: Part | null}} Part
 * @typedef {{parts: WeakMap<import("prosemirror-model").Node, Part>, last: Part | null, tail: string}} Memory
 */

const DIGEST = /^photo:(w[1-9]\d{0,5}h[1-9]\d{0,5}-[0-9a-f]{6}-[0-9a-f]{40})$/;
const INSIDE =
  /^(\/lists\/\d{1,18}(-[^#?/]*)?(#piece-\d{1,18})?|\/products\/\d{1,18}(-[^#?/]*)?|\/live\/\d{1,10}\/clips\/\d{1,10})$/;
const POINT = /^(\d{1,2}|100),(\d{1,2}|100)$/;
const OUTSIDE = /^https?:\/\/[^\s"<>]+$/i;

export const markdown = MarkdownIt("commonmark", { html: false, linkify: true });
markdown.enable(["linkify", "table", "strikethrough"]);

const parser = new MarkdownParser(
  schema,
  { parse: (tokens) => tokens },
  {
    paragraph: { block: "paragraph" },
    heading: { block: "heading", getAttrs: ({ tag }) => ({ level: Number(tag.slice(1)) }) },
    blockquote: { block: "blockquote" },
    bullet_list: { block: "bullet_list", getAttrs: (_, tokens, at) => ({ tight: isTight(tokens, at) }) },
    ordered_list: {
      block: "ordered_list",
      getAttrs: (token, tokens, at) => ({
        order: Number(token.attrGet("start") ?? 1),
        tight: isTight(tokens, at),
      }),
    },
    list_item: { block: "list_item" },
    code_block: { block: "code_block", noCloseToken: true },
    fence: { block: "code_block", getAttrs: ({ info }) => ({ params: info }), noCloseToken: true },
    hr: { node: "horizontal_rule" },
    hardbreak: { node: "hard_break" },
    em: { mark: "em" },
    strong: { mark: "strong" },
    s: { mark: "strike" },
    code_inline: { mark: "code", noCloseToken: true },
    link: {
      mark: "link",
      getAttrs: (token) => ({
        href: token.attrGet("href"),
        title: token.attrGet("title") ?? "",
        typed: ["linkify", "autolink"].includes(token.markup),
      }),
    },
  },
);

function isTight(tokens, at) {
  return (
    tokens.slice(at).find(({ type }) => type !== "list_item_open" && !type.endsWith("_list_open"))?.hidden ??
    true
  );
}

/**
 * The whole of a text, and the memory of how it was typed.
 * @param {string} text
 * @param {string} home the address of this house, if it stands in texts
 * @returns {{doc: import("prosemirror-model").Node, memory: Memory}}
 */
export function read(text, home = "") {
  const lines = linesOf(text);
  const parts = [];
  let end = 0; // of what was read
  for (const [tokens, from, to] of blocks(markdown.parse(text, {}))) {
    rest(end, from);
    add(tokens, from, to);
  }
  rest(end, lines.length - 1);

  /** Lines that became nothing: blank, or what Markdown only refers to. */
  function rest(begin, to) {
    let from = begin;
    while (from < to && !text.slice(lines[from], lines[from + 1]).trim()) from++;
    if (from < to) add(null, from, to);
  }

  function add(tokens, from, to) {
    const whole = text.slice(lines[from], lines[to]);
    const source = whole.replace(/(\n[ \t]*)+$/, "");
    const before = parts.at(-1) ?? null;
    const began = before ? before.end : 0;
    const part = { source, before, gap: text.slice(began, lines[from]), end: lines[from] + source.length };
    part.nodes = faithful(tokens, source, home);
    parts.push(part);
    end = to;
  }

  return { doc: paper(parts), memory: memory(parts, text) };
}

/** Where each line begins, and where the last one ends. */
function linesOf(text) {
  const lines = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines.push(at + 1);
  lines.push(text.length);
  return lines;
}

/** The blocks of a text with the lines they stand on. */
function* blocks(tokens) {
  for (let at = 0; at < tokens.length; ) {
    const from = at;
    do at++;
    while (at < tokens.length && (tokens[at].level > 0 || tokens[at].nesting < 0));
    const [first, last] = tokens[from].map;
    yield [tokens.slice(from, at), first, last];
  }
}

function paper(parts) {
  const nodes = parts.flatMap(({ nodes }) => nodes);
  return schema.node("doc", null, nodes.length > 0 ? nodes : [schema.node("paragraph")]);
}

function memory(parts, text) {
  const remembered = new WeakMap();
  for (const part of parts) remembered.set(part.nodes[0], part);
  const last = parts.at(-1) ?? null;
  return { parts: remembered, last, tail: text.slice(last?.end ?? 0) };
}

/** What we can show and say again, or else the words as they were typed. */
function faithful(tokens, source, home) {
  const nodes = tokens && understood(tokens, home);
  if (nodes && nodes.length > 0 && saysTheSame(nodes, home)) return nodes;
  return [schema.node("raw", null, schema.text(source))];
}

function saysTheSame(nodes, home) {
  const again = nodesOf(spelled(nodes), home);
  return again?.length === nodes.length && again.every((node, at) => node.eq(nodes[at]));
}

/** The nodes of a text without a look back: none where something in it is not ours. */
export function nodesOf(text, home = "") {
  const nodes = [];
  for (const [tokens] of blocks(markdown.parse(text, {}))) {
    const some = understood(tokens, home);
    if (!some) return null;
    nodes.push(...some);
  }
  return nodes;
}

function understood(tokens, home) {
  try {
    if (tokens[0].type !== "paragraph_open") return [...parser.parse(tokens).children];
    return embedded(tokens, home) ?? pointed(tokens, home) ?? parted(tokens);
  } catch {
    return null; // a token that our paper has no place for
  }
}

/** A link alone in its paragraph. */
function embedded([, inline], home) {
  const shown = inline.children.filter(({ type, content }) => type !== "text" || content.trim());
  const [first, last] = [shown[0], shown.at(-1)];
  if (first?.type !== "link_open" || last.type !== "link_close") return null;
  if (shown.slice(1, -1).some(({ type }) => type !== "text")) return null;
  const [href, typed] = [first.attrGet("href"), ["linkify", "autolink"].includes(first.markup)];
  const inside = isOurs(href, home);
  if (first.attrGet("title") || !(inside || (typed && OUTSIDE.test(href)))) return null;
  const words = shown
    .slice(1, -1)
    .map(({ content }) => content)
    .join("");
  return [schema.node("embed", { href, words, typed })];
}

function isOurs(href, home) {
  return INSIDE.test(home && href.startsWith(`${home}/`) ? href.slice(home.length) : href);
}

/** Photos with things in them, and nothing else: links below a photo whose title is a place on it. */
function pointed([, inline], home) {
  const photos = [];
  const rest = inline.children.filter(
    ({ type, content }) => type !== "softbreak" && (type !== "text" || content.trim()),
  );
  while (rest.length > 0) {
    const photo = rest[0].type === "image" && photoOf(rest[0]);
    const [point, after] = photo ? [null, rest.slice(1)] : pointOf(rest, home);
    if (photo) photos.push({ ...photo.attrs });
    else if (point && photos.length > 0) photos.at(-1).points = [...photos.at(-1).points, point];
    else return null;
    rest.splice(0, rest.length, ...after);
  }
  if (photos.every(({ points }) => points.length === 0)) return null;
  return [
    schema.node(
      "photos",
      null,
      photos.map((attrs) => schema.node("photo", attrs)),
    ),
  ];
}

function pointOf([link, ...others], home) {
  const place = link.type === "link_open" && link.attrGet("title")?.match(POINT);
  const end = others.findIndex(({ type }) => type === "link_close");
  if (!place || end < 0 || !isOurs(link.attrGet("href"), home)) return [null, []];
  const words = others.slice(0, end).map(wordsOf).join("");
  const point = { x: Number(place[1]), y: Number(place[2]), href: link.attrGet("href"), words };
  return [point, others.slice(end + 1)];
}

/** Photos part the paragraph they stand in; those with a paragraph to themselves stand side by side. */
function parted([opening, inline, closing]) {
  const nodes = [];
  let words = [];
  for (const token of [...inline.children, null]) {
    const photo = token && photoOf(token);
    if (token && !photo) {
      words.push(token);
      continue;
    }
    words = trimmed(words);
    if (words.length > 0) {
      nodes.push(
        ...parser.parse([opening, Object.assign(Object.create(inline), { children: words }), closing])
          .children,
      );
    }
    words = [];
    const before = nodes.at(-1);
    if (photo && before?.type.name === "photos")
      nodes.splice(-1, 1, before.copy(before.content.addToEnd(photo)));
    else if (photo) nodes.push(schema.node("photos", null, [photo]));
  }
  const others = nodes.some(({ type }) => type.name !== "photos");
  return others ? nodes.flatMap(apart) : nodes;
}

/** Among words, every photo stands for itself. */
function apart(node) {
  if (node.type.name !== "photos") return [node];
  return node.children.map((photo) => schema.node("photos", null, [photo]));
}

function trimmed(tokens) {
  const blank = ({ type, content }) => type.endsWith("break") || (type === "text" && !content.trim());
  const from = tokens.findIndex((token) => !blank(token));
  return from < 0 ? [] : tokens.slice(from, tokens.findLastIndex((token) => !blank(token)) + 1);
}

function photoOf(token) {
  if (token.type !== "image") return null;
  const digest = token.level === 0 && token.attrGet("src").match(DIGEST)?.[1];
  if (!digest) throw new Error("a picture of elsewhere is none of our photos");
  const [words, title] = [wordsOf(token), token.attrGet("title")];
  return schema.node("photo", { digest, caption: (title ?? words).trim(), alt: title ? words : "" });
}

function wordsOf({ children, content }) {
  return children?.length ? children.map(wordsOf).join("") : content;
}
