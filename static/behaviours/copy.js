// A button with data-copy="…" puts those words on the clipboard and says so.
import { say } from "./toasts.js";
import { word } from "./words.js";

document.addEventListener("click", async ({ target }) => {
  const button = target.closest("[data-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(button.dataset.copy);
  say(word("copied"), "good");
});
