// A photo on the paper: the words beneath it, those for who cannot see it, its place among the others.
import { NodeSelection } from "prosemirror-state";
import { shape } from "../../../behaviours/words.js";
import { choose } from "./choosing.js";
import { Points } from "./pointing.js";
import { schema } from "./schema.js";

const WIDTHS = [320, 640, 1280];

/** Where our photos lie, as the server says it in pictures/showing.py. @param {string} digest @param {string} media */
export function addressOf(digest, media) {
  const [size, , hash] = digest.split("-");
  const width = Number(size.match(/^w(\d+)/)[1]);
  const shown = [...WIDTHS.filter((each) => each < width), Math.min(width, 1920)]
    .filter((each) => each <= 1280)
    .at(-1);
  return `${media}/${hash.slice(0, 2)}/${hash.slice(2, 4)}/${digest}/${shown ?? Math.min(width, 320)}.webp`;
}

/** @param {string} media */
export function photoViews(media) {
  return (node, view, getPos) => new PhotoView(node, view, getPos, media);
}

class PhotoView {
  constructor(node, view, getPos, media) {
    Object.assign(this, { node, view, getPos });
    this.dom = shape("paper-photo").firstElementChild;
    this.dom.querySelector("img").src = addressOf(node.attrs.digest, media);
    for (const name of ["caption", "alt"]) {
      const input = this.dom.querySelector(`[data-${name}]`);
      input.addEventListener("input", () => this.say(name, input.value));
      input.addEventListener("keydown", (event) => this.leave(event));
    }
    this.points = new Points(
      this.dom,
      () => this.node.attrs.points,
      (points) => this.say("points", points),
    );
    this.dom.addEventListener("click", ({ target }) => this.act(target.closest("[data-act]")?.dataset.act));
    this.show();
  }

  show() {
    for (const name of ["caption", "alt"]) {
      const input = this.dom.querySelector(`[data-${name}]`);
      if (input.value !== this.node.attrs[name]) input.value = this.node.attrs[name];
    }
    this.dom.querySelector("img").alt = this.node.attrs.alt || this.node.attrs.caption;
    this.points.show();
    this.dom.classList.toggle("wordless", !this.node.attrs.alt && !this.node.attrs.caption);
  }

  say(name, fact) {
    const attrs = { ...this.node.attrs, [name]: fact };
    this.view.dispatch(this.view.state.tr.setNodeMarkup(this.getPos(), null, attrs));
  }

  /** Enter leads back to the text, below the photo. */
  leave(event) {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    this.view.focus();
    this.view.dispatch(
      this.view.state.tr.setSelection(NodeSelection.create(this.view.state.doc, this.getPos())),
    );
  }

  act(what) {
    if (what === "point") choose(this.view.dom.closest("form"), (chosen) => this.points.add(chosen));
    if (!(what in acts)) return;
    const { state, dispatch } = this.view;
    const tr = acts[what](state, this.getPos());
    if (tr) dispatch(tr.scrollIntoView());
  }

  update(node) {
    if (node.type !== this.node.type || node.attrs.digest !== this.node.attrs.digest) return false;
    this.node = node;
    this.show();
    return true;
  }

  stopEvent({ target }) {
    return target.closest?.("input, button, [data-things]") !== null;
  }

  ignoreMutation() {
    return true;
  }
}

const acts = {
  earlier: (state, at) => move(state, at, -1),
  later: (state, at) => move(state, at, 1),
  beside,
  remove({ doc, tr }, at) {
    const $at = doc.resolve(at);
    return $at.parent.childCount === 1 ? tr.delete($at.before(), $at.after()) : tr.delete(at, at + 1);
  },
};

/** Among those beside it; at their edge, with them past the next paragraph. */
function move({ doc, tr }, at, by) {
  const $at = doc.resolve(at);
  const next = $at.index() + by;
  if (next >= 0 && next < $at.parent.childCount) return exchange(tr, at, $at.parent, $at.index(), next);
  const block = $at.index(0) + by;
  if (block < 0 || block >= doc.childCount) return null;
  return exchange(tr, $at.before(), doc, $at.index(0), block);
}

function exchange(tr, at, parent, index, next) {
  const [node, other] = [parent.child(index), parent.child(next)];
  const from = next < index ? at - other.nodeSize : at;
  const both = next < index ? [node, other] : [other, node];
  return tr.replaceWith(from, from + node.nodeSize + other.nodeSize, both);
}

/** Beside the photos before it, or after it; one that stands beside others is set apart. */
function beside({ doc, tr }, at) {
  const $at = doc.resolve(at);
  const [index, photos, photo] = [$at.index(0), $at.parent, $at.nodeAfter];
  if (photos.childCount > 1) {
    tr.delete(at, at + 1);
    return tr.insert(tr.mapping.map($at.after()), schema.node("photos", null, [photo]));
  }
  for (const near of [index - 1, index + 1]) {
    const other = near >= 0 && near < doc.childCount ? doc.child(near) : null;
    if (other?.type !== photos.type) continue;
    const from = near < index ? $at.before() - other.nodeSize : $at.before();
    const content =
      near < index ? other.content.append(photos.content) : photos.content.append(other.content);
    return tr.replaceWith(from, from + other.nodeSize + photos.nodeSize, photos.copy(content));
  }
  return null;
}
