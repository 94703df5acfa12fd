// What a story is made of while it is written by hand: what our Markdown can say, and nothing else.
import { Schema } from "prosemirror-model";

const list = { content: "list_item+", group: "block", attrs: { tight: { default: true } } };

export const schema = new Schema({
  nodes: {
    doc: { content: "(block | lone)+" },
    paragraph: { content: "inline*", group: "block", parseDOM: [{ tag: "p" }], toDOM: () => ["p", 0] },
    heading: {
      attrs: { level: { default: 2 } },
      content: "inline*",
      group: "block",
      defining: true,
      parseDOM: [1, 2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}`, attrs: { level } })),
      toDOM: ({ attrs }) => [`h${Math.min(Math.max(attrs.level, 2), 4)}`, 0],
    },
    blockquote: {
      content: "block+",
      group: "block",
      defining: true,
      parseDOM: [{ tag: "blockquote" }],
      toDOM: () => ["blockquote", 0],
    },
    bullet_list: { ...list, parseDOM: [{ tag: "ul" }], toDOM: () => ["ul", 0] },
    ordered_list: {
      ...list,
      attrs: { ...list.attrs, order: { default: 1 } },
      parseDOM: [{ tag: "ol", getAttrs: (dom) => ({ order: dom.start || 1 }) }],
      toDOM: ({ attrs }) => (attrs.order === 1 ? ["ol", 0] : ["ol", { start: attrs.order }, 0]),
    },
    list_item: {
      content: "paragraph block*",
      defining: true,
      parseDOM: [{ tag: "li" }],
      toDOM: () => ["li", 0],
    },
    code_block: {
      attrs: { params: { default: "" } },
      content: "text*",
      marks: "",
      group: "block",
      code: true,
      defining: true,
      parseDOM: [{ tag: "pre", preserveWhitespace: "full" }],
      toDOM: () => ["pre", ["code", 0]],
    },
    horizontal_rule: { group: "block", parseDOM: [{ tag: "hr" }], toDOM: () => ["div", ["hr"]] },
    // One photo, or several side by side.
    photos: {
      content: "photo+",
      group: "lone",
      parseDOM: [{ tag: "div[data-photos]" }],
      toDOM: () => ["div", { "data-photos": "" }, 0],
    },
    photo: {
      // Its points are things in it: {x, y} in percent, and what each leads to: {href, words}.
      attrs: {
        digest: { default: "" },
        caption: { default: "" },
        alt: { default: "" },
        points: { default: [] },
      },
      draggable: true,
      parseDOM: [
        {
          tag: "figure[data-digest]",
          getAttrs: ({ dataset }) => ({
            digest: dataset.digest,
            caption: dataset.caption ?? "",
            alt: dataset.alt ?? "",
            points: JSON.parse(dataset.points ?? "[]"),
          }),
        },
      ],
      toDOM: ({ attrs }) => [
        "figure",
        {
          "data-digest": attrs.digest,
          "data-caption": attrs.caption,
          "data-alt": attrs.alt,
          "data-points": JSON.stringify(attrs.points),
        },
      ],
    },
    // A photo on its way: it says nothing in Markdown until it has arrived.
    upload: {
      attrs: { id: {} },
      group: "lone",
      selectable: false,
      toDOM: ({ attrs }) => ["div", { "data-upload": attrs.id }],
    },
    // A link alone in its paragraph stands for what it leads to.
    embed: {
      attrs: { href: {}, words: { default: "" }, typed: { default: false } },
      group: "lone",
      draggable: true,
      parseDOM: [
        {
          tag: "div[data-embedded]",
          getAttrs: ({ dataset }) => ({
            href: dataset.embedded,
            words: dataset.words,
            typed: dataset.typed === "true",
          }),
        },
      ],
      toDOM: ({ attrs }) => [
        "div",
        { "data-embedded": attrs.href, "data-words": attrs.words, "data-typed": String(attrs.typed) },
      ],
    },
    // What is Markdown and not ours: it stands as it was typed, and stays so.
    raw: {
      content: "text*",
      marks: "",
      group: "lone",
      code: true,
      defining: true,
      parseDOM: [{ tag: "pre[data-raw]", preserveWhitespace: "full", priority: 60 }],
      toDOM: () => ["pre", { "data-raw": "", class: "paper-raw" }, ["code", 0]],
    },
    text: { group: "inline" },
    hard_break: {
      inline: true,
      group: "inline",
      selectable: false,
      parseDOM: [{ tag: "br" }],
      toDOM: () => ["br"],
    },
  },
  marks: {
    link: {
      attrs: { href: {}, title: { default: "" }, typed: { default: false } },
      inclusive: false,
      parseDOM: [
        {
          tag: "a[href]",
          getAttrs: (dom) =>
            leads(dom.getAttribute("href")) && { href: dom.getAttribute("href"), title: dom.title },
        },
      ],
      toDOM: ({ attrs }) => ["a", { href: attrs.href, title: attrs.title || null, rel: "nofollow" }],
    },
    em: { parseDOM: [{ tag: "i" }, { tag: "em" }], toDOM: () => ["em"] },
    strong: { parseDOM: [{ tag: "b" }, { tag: "strong" }], toDOM: () => ["strong"] },
    strike: { parseDOM: [{ tag: "s" }, { tag: "del" }], toDOM: () => ["s"] },
    code: { code: true, parseDOM: [{ tag: "code" }], toDOM: () => ["code"] },
  },
});

/** Only what leads somewhere may be a link; what does something stays words. @param {string | null} href */
export function leads(href) {
  return /^(https?:|mailto:|\/(?!\/)|#)/i.test(href?.trim() ?? "");
}
