// The address of a link is asked for over the paper; without one, there is no link.
import { shape } from "../../../behaviours/words.js";
import { leads, schema } from "./schema.js";

const { link } = schema.marks;

/** @param {() => import("prosemirror-view").EditorView} paper */
export function askForLink(paper) {
  return () => {
    const view = paper();
    const { from, to, mark } = around(view.state);
    document.body.append(shape("link"));
    const dialog = /** @type {HTMLDialogElement} */ (document.body.lastElementChild);
    const input = dialog.querySelector("input");
    input.value = mark?.attrs.href ?? "";
    const unlink = dialog.querySelector("[data-unlink]");
    unlink.hidden = !mark;
    unlink.addEventListener("click", () => dialog.close("unlink"));
    dialog.querySelector("[data-cancel]").addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      dialog.remove();
      if (dialog.returnValue === "link") set(view, from, to, complete(input.value.trim()));
      if (dialog.returnValue === "unlink") view.dispatch(view.state.tr.removeMark(from, to, link));
      view.focus();
    });
    dialog.showModal();
    input.select();
  };
}

function complete(address) {
  return /^[a-z][a-z0-9+.-]*:|^[/#]/i.test(address) ? address : `https://${address}`;
}

function set(view, from, to, href) {
  if (!leads(href) || href === "https://") return;
  const mark = link.create({ href });
  const { tr } = view.state;
  if (from === to) tr.insert(from, schema.text(href, [link.create({ href, typed: true })]));
  else tr.removeMark(from, to, link).addMark(from, to, mark);
  view.dispatch(tr);
}

/** What is chosen, or the whole link the caret stands in. */
function around({ doc, selection: { $from, from, to, empty } }) {
  const at = empty ? link.isInSet($from.marks()) : null;
  if (!at) {
    let mark = null;
    doc.nodesBetween(from, to, (node) => {
      mark ??= link.isInSet(node.marks) ?? null;
    });
    return { from, to, mark };
  }
  let [begin, end] = [from, from];
  $from.parent.forEach((node, offset) => {
    const start = $from.start() + offset;
    if (!at.isInSet(node.marks) || start > from || start + node.nodeSize < from) return;
    [begin, end] = [start, start + node.nodeSize];
  });
  return { from: begin, to: end, mark: at };
}
