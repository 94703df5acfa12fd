// What stands on the paper for something else: an embed as its readers will see it, a photo on its way.
import { shape } from "../../../behaviours/words.js";
import { schema } from "./schema.js";
import { spelled } from "./spelling.js";

const AGAIN = 2500; // a page of elsewhere is fetched meanwhile
const TIMES = 6;
const shown = new Map(); // what the server answered for a line of Markdown

export class EmbedView {
  constructor(node, view, getPos) {
    Object.assign(this, { node, view, getPos });
    this.dom = shape("paper-embed").firstElementChild;
    this.dom.addEventListener("click", (event) => {
      if (event.target.closest("a")) event.preventDefault();
      if (event.target.closest("[data-act=remove]")) this.replace([]);
      if (event.target.closest("[data-act=link]")) this.replace([plainLink(this.node)]);
    });
    this.dom.querySelector("[data-act=link]").hidden = !node.attrs.typed;
    this.show(TIMES);
  }

  async show(times) {
    const text = spelled([this.node]);
    const place = this.dom.querySelector("[data-shown]");
    place.textContent = place.textContent || this.node.attrs.words || this.node.attrs.href;
    const html = shown.get(text) ?? (await asked(text));
    if (html) place.innerHTML = html; // the server's own, safe as it is on every page
    if (html && !place.querySelector("[data-coming]")) shown.set(text, html);
    else if (times > 1 && this.dom.isConnected) setTimeout(() => this.show(times - 1), AGAIN);
  }

  replace(nodes) {
    const at = this.getPos();
    this.view.dispatch(this.view.state.tr.replaceWith(at, at + 1, nodes));
    this.view.focus();
  }

  stopEvent({ target }) {
    return target.closest?.("button") !== null;
  }

  ignoreMutation() {
    return true;
  }
}

async function asked(text) {
  const answer = await fetch(`/embeds?${new URLSearchParams({ text })}`).catch(() => null);
  return answer?.ok ? answer.text() : "";
}

/** Words of its own make a link a link. */
function plainLink({ attrs: { href } }) {
  const words = decodeURI(href)
    .replace(/^https?:\/\/(www\.)?/i, "")
    .replace(/\/$/, "");
  const mark = schema.marks.link.create({ href });
  return schema.node("paragraph", null, [schema.text(words, [mark])]);
}

/** @param {Map<string, HTMLElement>} lines what tells of each photo on its way, by its id */
export function uploadViews(lines) {
  return (node) => {
    const dom = Object.assign(document.createElement("div"), {
      className: "paper-upload",
      contentEditable: "false",
    });
    if (lines.has(node.attrs.id)) dom.append(lines.get(node.attrs.id));
    return { dom, stopEvent: () => true, ignoreMutation: () => true };
  };
}
