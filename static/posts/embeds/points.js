// A number on a photo tells what it stands for where it is touched; without this the list below it does.
document.addEventListener("click", ({ target }) => {
  const mark = /** @type {Element} */ (target).closest?.("[data-point]");
  const thing = mark && thingOf(mark);
  if (thing) tell(mark, thing);
});

/** @param {Element} mark */
function thingOf(mark) {
  const photos = mark.closest(".gallery") ?? mark.closest("figure");
  const things = photos?.nextElementSibling;
  if (!things?.matches(".things")) return null;
  return things.children[Number(mark.getAttribute("data-point")) - 1];
}

/** @param {Element} mark @param {Element} thing */
function tell(mark, thing) {
  const card = document.createElement("div");
  card.className = "point-card";
  card.popover = "auto";
  card.append(thing.cloneNode(true));
  thing.parentElement.after(card);
  mark.classList.add("told");
  const follow = () => place(card, mark.getBoundingClientRect());
  card.addEventListener("toggle", ({ newState }) => {
    if (newState === "open") return;
    window.removeEventListener("scroll", follow);
    mark.classList.remove("told");
    card.remove();
  });
  card.showPopover();
  follow();
  window.addEventListener("scroll", follow, { passive: true });
}

/** Beside the mark, within the window: below it, or above where there is more room. */
function place(card, { left, width, top, bottom }) {
  const edge = 12;
  const [wide, high] = [card.offsetWidth, card.offsetHeight];
  const across = left + width / 2 - wide / 2;
  card.style.left = `${Math.max(edge, Math.min(across, innerWidth - wide - edge))}px`;
  const below = bottom + edge + high < innerHeight;
  card.style.top = `${below ? bottom + edge : Math.max(edge, top - edge - high)}px`;
}
