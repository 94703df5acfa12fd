// While a title is typed, topics that ask much the same show themselves beneath it.
const PATIENCE = 300;
const field = /** @type {HTMLInputElement | null} */ (document.querySelector("[data-similar]"));
const box = document.querySelector("[data-similar-topics]");
let soon = 0;

field?.addEventListener("input", () => {
  clearTimeout(soon);
  soon = setTimeout(look, PATIENCE);
});

async function look() {
  const title = field.value.trim();
  const query = new URLSearchParams({ title });
  const answer = title.length < 4 ? null : await fetch(`${field.dataset.similar}?${query}`).catch(() => null);
  const { items } = answer?.ok ? await answer.json() : { items: [] };
  if (title !== field.value.trim()) return;
  box.querySelector("ul").replaceChildren(...items.map(line));
  box.hidden = items.length === 0;
}

/** @param {{ title: string, url: string, replies: number }} topic */
function line({ title, url, replies }) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = url;
  link.className = "link";
  link.textContent = title;
  item.append(link, ` · ${replies}`);
  return item;
}
