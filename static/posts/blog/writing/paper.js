// The paper: a story written as it will be read. The form's own field holds its Markdown all the time.
import { dropCursor } from "prosemirror-dropcursor";
import { gapCursor } from "prosemirror-gapcursor";
import { history } from "prosemirror-history";
import { Slice } from "prosemirror-model";
import { EditorState, Selection } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import { embedPasted } from "./embedding.js";
import { keys, pressed, signs, tools } from "./keys.js";
import { invitation, lastLine, typedBelow, typedLinks } from "./minding.js";
import { photoViews } from "./framing.js";
import { nodesOf, read } from "./reading.js";
import { schema } from "./schema.js";
import { spell, spelled } from "./spelling.js";
import { EmbedView, uploadViews } from "./things.js";

/**
 * @param {HTMLFormElement} form
 * @param {{link: () => void, plugins: import("prosemirror-state").Plugin[], lines: Map<string, HTMLElement>,
 *   takesFiles: (files: FileList) => boolean}} others what else belongs to it
 */
export function layPaper(form, { link, plugins, lines, takesFiles }) {
  const area = form.querySelector("[data-text]");
  const place = form.querySelector("[data-paper]");
  const { home, media } = form.dataset;
  let memory = null;
  let told = null; // what the field says, as far as we know

  const view = new EditorView(place, {
    state: stateOf(),
    attributes: {
      class: "prose paper-words",
      role: "textbox",
      "aria-multiline": "true",
      "aria-label": area.labels[0].textContent,
      id: "paper",
    },
    nodeViews: {
      photo: photoViews(media),
      embed: (...given) => new EmbedView(...given),
      upload: uploadViews(lines),
    },
    dispatchTransaction(tr) {
      view.updateState(view.state.apply(tr));
      if (tr.docChanged) tell();
      form.dispatchEvent(new CustomEvent("caret", { detail: pressed(view.state) }));
    },
    handlePaste: (_view, event) => takesFiles(event.clipboardData.files) || embedPasted(view, event),
    clipboardTextParser: (text) => asMarkdown(text, home),
    clipboardTextSerializer: (slice) => spelled(blocksOf(slice)),
  });
  view.home = home;
  form.addEventListener("restored", () => load());

  function stateOf() {
    const { doc, memory: kept } = read(area.value, home);
    memory = kept;
    told = area.value;
    const all = [
      ...plugins,
      signs,
      ...keys(link),
      history(),
      dropCursor({ class: "paper-drop", color: false }),
      gapCursor(),
      typedLinks,
      typedBelow,
      lastLine,
      invitation(area.placeholder),
    ];
    const state = EditorState.create({ doc, plugins: all });
    return state.apply(state.tr.setMeta("addToHistory", false)); // the last line is laid
  }

  /** The field takes what the paper says. */
  function tell() {
    const text = spell(view.state.doc, memory);
    if (text === told) return;
    area.value = told = text;
    area.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }

  /** The paper takes what the field says, if somebody else wrote there. */
  function load() {
    if (area.value !== told) view.updateState(stateOf());
  }

  return {
    view,
    load,
    run: (tool) => tools[tool]?.(view.state, view.dispatch) && view.focus(),
    /** Blocks of Markdown below the line of the caret. */
    insert: (text) => place_(nodesOf(text, home) ?? []),
    /** A place for a photo that comes. */
    hold: (id) => place_([schema.node("upload", { id })]),
    arrive(id, text) {
      const at = uploadAt(id);
      const nodes = text ? nodesOf(text, home) : [];
      if (at === null) return false;
      view.dispatch(view.state.tr.replaceWith(at, at + 1, nodes));
      return true;
    },
  };

  function uploadAt(id) {
    let found = null;
    view.state.doc.forEach((node, at) => {
      if (node.type.name === "upload" && node.attrs.id === id) found = at;
    });
    return found;
  }

  function place_(nodes) {
    const { state } = view;
    const { $to } = state.selection;
    const line = $to.depth > 0 ? $to.node(1) : null;
    const empty = line?.isTextblock && line.content.size === 0;
    const at = $to.depth > 0 ? (empty ? $to.before(1) : $to.after(1)) : state.selection.to;
    const tr = state.tr.replaceWith(at, empty ? $to.after(1) : at, nodes);
    const after = at + nodes.reduce((size, node) => size + node.nodeSize, 0);
    if (after >= tr.doc.content.size) tr.insert(after, schema.node("paragraph"));
    view.dispatch(tr.setSelection(Selection.near(tr.doc.resolve(after), 1)).scrollIntoView());
    view.focus();
  }
}

/** Pasted words are Markdown, but every line stays a line. */
function asMarkdown(text, home) {
  const nodes = nodesOf(
    text.replace(/\r\n?/g, "\n").replace(/([^\n])\n(?=[^\n\s>#|`*+\-\d])/g, "$1\\\n"),
    home,
  );
  const whole = nodes?.length
    ? nodes
    : [schema.node("paragraph", null, text ? schema.text(text.replace(/\s+/g, " ")) : null)];
  const doc = schema.node("doc", null, whole);
  const open = (node) => (node.type.name === "paragraph" ? 1 : 0);
  return new Slice(doc.content, open(doc.firstChild), open(doc.lastChild));
}

/** What is copied, as blocks: of a piece of a list or a gallery, the words. */
function blocksOf({ content }) {
  const lone = content.content.some(({ type }) => type.name === "photo" || type.name === "list_item");
  if (lone)
    return [schema.node("paragraph", null, schema.text(content.textBetween(0, content.size, "\n") || " "))];
  return content.content.map((node) => (node.isInline ? schema.node("paragraph", null, [node]) : node));
}
