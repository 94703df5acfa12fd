// A link alone in its paragraph stands for what it leads to, once one goes on to the next line.
import { Selection } from "prosemirror-state";
import { nodesOf } from "./reading.js";
import { schema } from "./schema.js";
import { spelled } from "./spelling.js";

const { paragraph } = schema.nodes;

/** A command: Enter behind such a link. */
export function embedOnEnter(state, dispatch) {
  const { $cursor } = state.selection;
  if ($cursor?.depth !== 1 || $cursor.parentOffset < $cursor.parent.content.size) return false;
  const embed = embedIn($cursor.parent);
  if (embed && dispatch) put(state, dispatch, $cursor.before(), $cursor.after(), embed);
  return Boolean(embed);
}

function embedIn(node) {
  if (node.type !== paragraph || node.content.size === 0) return null;
  const [it, ...more] = nodesOf(spelled([node])) ?? [];
  return it?.type.name === "embed" && more.length === 0 ? it : null;
}

function put(state, dispatch, from, to, node) {
  const tr = state.tr.replaceWith(from, to, [node, paragraph.create()]);
  dispatch(tr.setSelection(Selection.near(tr.doc.resolve(from + node.nodeSize), 1)).scrollIntoView());
}

/** An address pasted into an empty line is not typed on: it is what it leads to at once. */
export function embedPasted(view, event) {
  const { $cursor } = view.state.selection;
  const address = event.clipboardData?.getData("text/plain").trim() ?? "";
  if ($cursor?.depth !== 1 || $cursor.parent.content.size > 0 || !/^\S+$/.test(address)) return false;
  const [it, ...more] = nodesOf(address, view.home) ?? [];
  if (it?.type.name !== "embed" || more.length > 0) return false;
  put(view.state, view.dispatch, $cursor.before(), $cursor.after(), it);
  return true;
}
