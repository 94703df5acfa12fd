// What keys and signs do on the paper: the keys everybody knows, and Markdown's own signs as they are typed.
import {
  baseKeymap,
  chainCommands,
  exitCode,
  lift,
  setBlockType,
  toggleMark,
  wrapIn,
} from "prosemirror-commands";
import { redo, undo } from "prosemirror-history";
import {
  InputRule,
  inputRules,
  textblockTypeInputRule,
  undoInputRule,
  wrappingInputRule,
} from "prosemirror-inputrules";
import { keymap } from "prosemirror-keymap";
import { liftListItem, sinkListItem, splitListItem, wrapInList } from "prosemirror-schema-list";
import { schema } from "./schema.js";
import { embedOnEnter } from "./embedding.js";

const { nodes, marks } = schema;
const listItem = nodes.list_item;

const lineBreak = chainCommands(exitCode, (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView());
  return true;
});

/** At its beginning, a heading becomes a paragraph first. */
function plainAgain(state, dispatch) {
  const { $cursor } = state.selection;
  if (!$cursor || $cursor.parentOffset > 0 || $cursor.parent.type !== nodes.heading) return false;
  return setBlockType(nodes.paragraph)(state, dispatch);
}

/** @param {() => void} link asks for an address */
export function keys(link) {
  return [
    keymap({
      "Mod-z": undo,
      "Shift-Mod-z": redo,
      "Mod-y": redo,
      "Mod-b": toggleMark(marks.strong),
      "Mod-i": toggleMark(marks.em),
      "Mod-e": toggleMark(marks.code),
      "Mod-k": () => {
        link();
        return true;
      },
      "Shift-Enter": lineBreak,
      "Mod-Enter": lineBreak,
      Enter: chainCommands(embedOnEnter, splitListItem(listItem)),
      Tab: sinkListItem(listItem),
      "Shift-Tab": liftListItem(listItem),
      Backspace: chainCommands(undoInputRule, plainAgain),
    }),
    keymap(baseKeymap),
  ];
}

export const signs = inputRules({
  rules: [
    textblockTypeInputRule(/^(#{1,3})\s$/, nodes.heading, ([, sign]) => ({
      level: Math.max(sign.length, 2),
    })),
    wrappingInputRule(/^\s*>\s$/, nodes.blockquote),
    wrappingInputRule(/^\s*([-+*])\s$/, nodes.bullet_list),
    wrappingInputRule(/^(\d{1,4})[.)]\s$/, nodes.ordered_list, ([, order]) => ({ order: Number(order) })),
    textblockTypeInputRule(/^```$/, nodes.code_block),
    new InputRule(/^(---|\*\*\*)$/, (state, _match, start, end) => {
      const $start = state.doc.resolve(start);
      if ($start.depth !== 1 || $start.parent.type !== nodes.paragraph) return null;
      const rule = [nodes.horizontal_rule.create(), nodes.paragraph.create()];
      return state.tr.replaceWith($start.before(), state.doc.resolve(end).after(), rule);
    }),
    around(/(?:^|[\s(])(\*\*([^*\s](?:[^*]*[^*\s])?)\*\*)$/, marks.strong),
    around(/(?:^|[\s(])(\*([^*\s](?:[^*]*[^*\s])?)\*)$/, marks.em),
    around(/(?:^|[\s(])(`([^`]+)`)$/, marks.code),
  ],
});

/** `**so**` becomes what it says with its last sign. */
function around(pattern, mark) {
  return new InputRule(pattern, (state, match, _start, end) => {
    const from = end - match[1].length + 1; // its last sign is not there yet
    const tr = state.tr.replaceWith(from, end, schema.text(match[2], [mark.create()]));
    return tr.removeStoredMark(mark);
  });
}

/** What the buttons do. */
export const tools = {
  bold: toggleMark(marks.strong),
  italic: toggleMark(marks.em),
  heading: (state, dispatch) =>
    setBlockType(isIn(state, nodes.heading) ? nodes.paragraph : nodes.heading)(state, dispatch),
  quote: (state, dispatch) =>
    (isIn(state, nodes.blockquote) ? lift : wrapIn(nodes.blockquote))(state, dispatch),
  list: (state, dispatch) =>
    (isIn(state, listItem) ? liftListItem(listItem) : wrapInList(nodes.bullet_list))(state, dispatch),
};

/** Which of them hold where the caret is. */
export function pressed(state) {
  const has = (mark) => {
    const { from, to, empty, $from } = state.selection;
    return empty
      ? Boolean(mark.isInSet(state.storedMarks ?? $from.marks()))
      : state.doc.rangeHasMark(from, to, mark);
  };
  return {
    bold: has(marks.strong),
    italic: has(marks.em),
    link: has(marks.link),
    heading: isIn(state, nodes.heading),
    quote: isIn(state, nodes.blockquote),
    list: isIn(state, listItem),
  };
}

function isIn({ selection: { $from } }, type) {
  for (let depth = $from.depth; depth > 0; depth--) if ($from.node(depth).type === type) return true;
  return false;
}
