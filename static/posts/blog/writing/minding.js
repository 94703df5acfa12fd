// What the paper minds by itself: addresses become links as they are typed, and there is always a line to go on with.
import { NodeSelection, Plugin, TextSelection } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";
import { markdown } from "./reading.js";
import { schema } from "./schema.js";

const { link, code } = schema.marks;
const LONGEST = 20_000; // of a paragraph in which addresses are looked for

export const typedLinks = new Plugin({
  appendTransaction(transactions, before, { doc, tr }) {
    if (!transactions.some(({ docChanged }) => docChanged)) return null;
    const known = new Set(before.doc.children);
    doc.forEach((node, at) => {
      if (!known.has(node))
        node.nodesBetween(0, node.content.size, (inner, offset) => inLine(tr, inner, at + 1 + offset));
      if (!known.has(node)) inLine(tr, node, at);
    });
    return tr.docChanged ? tr : null;
  },
});

/** Sets and takes the marks of one line of words. */
function inLine(tr, node, at) {
  if (!node.isTextblock || node.type.spec.code || node.content.size > LONGEST) return;
  const taken = [];
  const words = node.textBetween(0, node.content.size, null, "\n");
  const wanted = (markdown.linkify.match(words) ?? []).map(({ index, lastIndex, url }) => {
    const href = markdown.normalizeLink(url);
    return { from: at + 1 + index, to: at + 1 + lastIndex, href, valid: markdown.validateLink(href) };
  });
  node.forEach((text, offset) => {
    const [from, to] = [at + 1 + offset, at + 1 + offset + text.nodeSize];
    const mark = link.isInSet(text.marks);
    if (code.isInSet(text.marks) || (mark && !mark.attrs.typed)) taken.push([from, to]);
    else if (
      mark &&
      !wanted.some((one) => one.from <= from && to <= one.to && one.href === mark.attrs.href)
    ) {
      tr.removeMark(from, to, link);
    }
  });
  for (const { from, to, href, valid } of wanted) {
    if (!valid || taken.some(([begin, end]) => from < end && begin < to)) continue;
    const mark = link.create({ href, typed: true });
    let has = true;
    node.nodesBetween(from - at - 1, to - at - 1, ({ marks }) => {
      if (!mark.isInSet(marks)) has = false;
    });
    if (!has) tr.addMark(from, to, mark);
  }
}

/** What is typed while a photo or a piece is chosen stands below it, not in its place. */
export const typedBelow = new Plugin({
  props: {
    handleTextInput({ state, dispatch }, _from, _to, text) {
      if (!(state.selection instanceof NodeSelection)) return false;
      const below = state.selection.$to.depth ? state.selection.$to.after(1) : state.selection.to;
      const tr = state.tr.insert(below, schema.node("paragraph", null, schema.text(text)));
      const caret = TextSelection.create(tr.doc, below + 1 + text.length);
      dispatch(tr.setSelection(caret).scrollIntoView());
      return true;
    },
  },
  /** The editor fills the place of what was overwritten with a photo of nothing: it goes. */
  appendTransaction(transactions, _before, { doc, tr }) {
    if (!transactions.some(({ docChanged }) => docChanged)) return null;
    doc.forEach((node, at) => {
      if (node.type === schema.nodes.photos && node.children.every(({ attrs }) => !attrs.digest))
        tr.delete(tr.mapping.map(at), tr.mapping.map(at + node.nodeSize));
    });
    return tr.docChanged ? tr : null;
  },
});

export const lastLine = new Plugin({
  appendTransaction(_transactions, _before, { doc, tr }) {
    return doc.lastChild.type.name === "paragraph"
      ? null
      : tr.insert(doc.content.size, schema.node("paragraph"));
  },
});

/** @param {string} words stand on an empty paper */
export function invitation(words) {
  return new Plugin({
    props: {
      decorations({ doc }) {
        const empty = doc.childCount === 1 && doc.firstChild.isTextblock && doc.firstChild.content.size === 0;
        const told = { "data-invitation": words };
        return empty ? DecorationSet.create(doc, [Decoration.node(0, doc.firstChild.nodeSize, told)]) : null;
      },
    },
  });
}
