// The preview takes the place of the sheet: a page of its own, as wide as a phone or a desk, rendered by the server
// as readers of a tier will see it.
import { say } from "../../../behaviours/toasts.js";
import { shape, word } from "../../../behaviours/words.js";

/** @param {HTMLFormElement} form */
export function showPreview(form) {
  const button = form.querySelector("[data-preview]");
  const place = form.querySelector("[data-preview-place]");
  button.addEventListener("click", async (event) => {
    event.preventDefault();
    if (button.ariaPressed === "true") return turn(form, button, false);
    place.replaceChildren(shape("preview"));
    place.addEventListener("change", () => fill(form, place));
    place.addEventListener("click", ({ target }) =>
      width(place, target.closest("[data-width]")?.dataset.width),
    );
    width(place, innerWidth < 720 ? "phone" : "desk");
    if (await fill(form, place)) turn(form, button, true);
  });
}

/** The server's own page, in a frame in which nothing runs. */
async function fill(form, place) {
  const words = new URLSearchParams({ part: "1", story: form.dataset.story ?? "" });
  for (const name of ["title", "excerpt", "text", "tags", "cover", "cover_alt"]) {
    words.append(name, new FormData(form).get(name) ?? "");
  }
  words.append("as", place.querySelector("[data-as]").value);
  const answer = await fetch("/stories/preview", { method: "POST", body: words }).catch(() => null);
  if (answer?.ok) place.querySelector("iframe").srcdoc = await answer.text();
  else say(word("no-connection"), "error");
  return Boolean(answer?.ok);
}

function width(place, chosen) {
  if (!chosen) return;
  place.dataset.width = chosen;
  for (const each of place.querySelectorAll("[data-width]"))
    each.ariaPressed = String(each.dataset.width === chosen);
}

function turn(form, button, shown) {
  button.ariaPressed = String(shown);
  form.querySelector("[data-preview-place]").hidden = !shown;
  form.querySelector("[data-sheet]").hidden = shown;
}
