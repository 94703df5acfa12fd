// The preview takes the place of the sheet, rendered by the server as readers will see it.
import { say } from "../../../behaviours/toasts.js";
import { word } from "../../../behaviours/words.js";

/** @param {HTMLFormElement} form */
export function showPreview(form) {
  const button = form.querySelector("[data-preview]");
  button.addEventListener("click", async (event) => {
    event.preventDefault();
    if (button.ariaPressed === "true") return turn(form, button, false);
    try {
      form.querySelector("[data-preview-place]").innerHTML = await rendered(form);
      turn(form, button, true);
    } catch {
      say(word("no-connection"), "error");
    }
  });
}

/** The server's own HTML, safe as it is on every page. */
async function rendered(form) {
  const words = new URLSearchParams({ part: "1" });
  for (const name of ["title", "excerpt", "text", "tags", "cover", "cover_alt"]) {
    words.append(name, new FormData(form).get(name) ?? "");
  }
  const answer = await fetch("/stories/preview", { method: "POST", body: words });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.text();
}

function turn(form, button, shown) {
  button.ariaPressed = String(shown);
  form.querySelector("[data-preview-place]").hidden = !shown;
  form.querySelector("[data-sheet]").hidden = shown;
}
