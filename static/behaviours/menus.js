// Menus are <details>: they open without us. Here they close on Escape and outside, and arrows move within.
const OPEN = "details[data-menu][open]";

document.addEventListener("click", ({ target }) => {
  for (const menu of document.querySelectorAll(OPEN)) {
    if (!menu.contains(target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  const menu = document.activeElement?.closest(OPEN) ?? document.querySelector(OPEN);
  if (!menu) return;
  if (event.key === "Escape") {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    step(menu, event.key === "ArrowDown" ? 1 : -1);
  }
});

/** @param {HTMLDetailsElement} menu @param {1 | -1} by */
function step(menu, by) {
  const entries = [...menu.querySelectorAll(".menu-list :is(a, button)")];
  const at = entries.indexOf(document.activeElement);
  const next = at < 0 && by < 0 ? -1 : at + by;
  entries.at(next % entries.length)?.focus();
}
