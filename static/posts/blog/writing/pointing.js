// Things in a photo on the paper: each a number one puts where it is, by pointer or by arrow keys.
import { shape } from "../../../behaviours/words.js";

const STEP = 1; // percent
const WIDE = 5; // with Shift
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const within = (percent) => Math.round(Math.min(Math.max(percent, 0), 100));

/** @typedef {{x: number, y: number, href: string, words: string}} Point */

export class Points {
  /**
   * @param {HTMLElement} figure
   * @param {() => Point[]} known
   * @param {(points: Point[]) => void} tell
   */
  constructor(figure, known, tell) {
    Object.assign(this, { figure, known, tell });
    this.marks = figure.querySelector("[data-marks]");
    this.things = figure.querySelector("[data-things]");
  }

  show() {
    const points = this.known();
    const held = [...this.marks.children].indexOf(document.activeElement);
    this.figure.classList.toggle("pointed", points.length > 0);
    this.things.hidden = points.length === 0;
    while (this.marks.children.length > points.length) this.marks.lastElementChild.remove();
    while (this.marks.children.length < points.length) this.marks.append(this.mark());
    this.things.replaceChildren(...points.map((point, at) => this.line(point, at)));
    points.forEach(({ x, y, words }, at) => {
      const mark = this.marks.children[at];
      mark.textContent = String(at + 1);
      mark.style.left = `${x}%`;
      mark.style.top = `${y}%`;
      mark.setAttribute("aria-label", `${at + 1}: ${words}`);
    });
    if (held >= points.length) this.marks.lastElementChild?.focus();
  }

  /** In the middle at first, in hand. */
  add({ href, name }) {
    this.tell([...this.known(), { x: 50, y: 50, href, words: name }]);
    this.marks.lastElementChild.focus();
  }

  put(at, x, y) {
    const moved = { ...this.known()[at], x: within(x), y: within(y) };
    this.tell(this.known().with(at, moved));
  }

  take(at) {
    this.tell(this.known().toSpliced(at, 1));
  }

  mark() {
    const mark = document.createElement("button");
    mark.type = "button";
    const at = () => [...this.marks.children].indexOf(mark);
    mark.addEventListener("pointerdown", (event) => this.drag(event, mark, at()));
    mark.addEventListener("keydown", (event) => {
      const { x, y } = this.known()[at()];
      const [across, down] = MOVES[event.key] ?? [0, 0];
      const step = event.shiftKey ? WIDE : STEP;
      if (across || down) this.put(at(), x + across * step, y + down * step);
      else if (event.key === "Delete" || event.key === "Backspace") this.take(at());
      else return;
      event.preventDefault();
    });
    return mark;
  }

  drag(event, mark, at) {
    event.preventDefault();
    mark.focus();
    mark.setPointerCapture(event.pointerId);
    const frame = this.marks.getBoundingClientRect();
    const placed = ({ clientX, clientY }) => [
      within((100 * (clientX - frame.left)) / frame.width),
      within((100 * (clientY - frame.top)) / frame.height),
    ];
    const follow = (moved) => {
      const [x, y] = placed(moved);
      mark.style.left = `${x}%`;
      mark.style.top = `${y}%`;
    };
    mark.addEventListener("pointermove", follow);
    const end = (ended) => {
      mark.removeEventListener("pointermove", follow);
      if (ended.type === "pointerup") this.put(at, ...placed(ended));
      else this.show();
    };
    for (const kind of ["pointerup", "pointercancel"]) mark.addEventListener(kind, end, { once: true });
  }

  line({ words }, at) {
    const line = shape("paper-thing").firstElementChild;
    line.querySelector("[data-name]").textContent = words;
    line.querySelector("[data-take]").addEventListener("click", () => this.take(at));
    return line;
  }
}
