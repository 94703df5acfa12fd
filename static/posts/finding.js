// What one might mean, proposed beneath the search box while one types. Without it, Enter searches.
const WAIT = 120;
const box = /** @type {HTMLInputElement} */ (document.querySelector("[data-search]"));
const form = /** @type {HTMLFormElement} */ (box.form);
const list = /** @type {HTMLElement} */ (form.querySelector("[role=listbox]"));
const said = /** @type {HTMLElement} */ (form.querySelector("[data-said]"));
let timer = 0;
let asking = new AbortController();
let chosen = -1;

for (const [name, value] of [
  ["role", "combobox"],
  ["aria-autocomplete", "list"],
  ["aria-expanded", "false"],
  ["aria-controls", list.id],
]) {
  box.setAttribute(name, value);
}

box.addEventListener("input", () => {
  clearTimeout(timer);
  asking.abort();
  if (!box.value.trim()) return close();
  timer = setTimeout(propose, WAIT);
});

box.addEventListener("keydown", (event) => {
  const act = {
    ArrowDown: () => choose(chosen + 1),
    ArrowUp: () => choose(chosen - 1),
    Escape: close,
    Enter: go,
  }[event.key];
  if (act && !event.isComposing && !list.hidden && act() !== false) event.preventDefault();
});

form.addEventListener("submit", close);
form.addEventListener("focusout", ({ relatedTarget }) => {
  if (!form.contains(/** @type {Node} */ (relatedTarget))) close();
});

// What found something is remembered, for its reader alone.
if (form.dataset.remember) {
  const body = new URLSearchParams({ q: form.dataset.remember });
  fetch("/search/remembered", { method: "POST", body, keepalive: true }).catch(() => {});
}

async function propose() {
  asking = new AbortController();
  const query = new URLSearchParams(new FormData(form));
  try {
    const answer = await fetch(`${form.dataset.suggestions}?${query}`, { signal: asking.signal });
    if (answer.ok) show((await answer.json()).items);
  } catch {
    close(); // typed on, or no connection: Enter still searches
  }
}

/** @param {Array<{title: string, line: string, url: string}>} items */
function show(items) {
  list.replaceChildren(...items.map(option));
  const open = items.length > 0 && document.activeElement === box;
  list.hidden = !open;
  box.setAttribute("aria-expanded", String(open));
  said.textContent = open ? said.dataset.said : "";
  choose(-1);
}

/** @param {{title: string, line: string, url: string}} item @param {number} at */
function option({ title, line, url }, at) {
  const link = document.createElement("a");
  link.href = url;
  link.id = `${list.id}-${at}`;
  link.setAttribute("role", "option");
  link.tabIndex = -1;
  const words = document.createElement("b");
  words.textContent = title;
  const by = document.createElement("span");
  by.textContent = line;
  link.append(words, by);
  return link;
}

/** @param {number} at Before the first is the box itself, as after the last. */
function choose(at) {
  const options = [...list.children];
  chosen = at >= options.length ? -1 : at < -1 ? options.length - 1 : at;
  for (const [place, one] of options.entries()) one.setAttribute("aria-selected", String(place === chosen));
  const one = options[chosen];
  if (one) box.setAttribute("aria-activedescendant", one.id);
  else box.removeAttribute("aria-activedescendant");
  one?.scrollIntoView({ block: "nearest" });
}

function go() {
  const link = /** @type {HTMLAnchorElement | undefined} */ (list.children[chosen]);
  if (!link) return false;
  link.click();
}

function close() {
  clearTimeout(timer);
  asking.abort();
  list.hidden = true;
  box.setAttribute("aria-expanded", "false");
  box.removeAttribute("aria-activedescendant");
  chosen = -1;
}
