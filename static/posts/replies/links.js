// "Copy the link" copies; an Undo goes when its time is over.
import { say } from "../../behaviours/toasts.js";
import { word } from "../../behaviours/words.js";

const UNDO = 30_000;

document.addEventListener("click", async (event) => {
  const link = event.target.closest("[data-copy-link]");
  if (!link || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  await navigator.clipboard.writeText(link.href);
  link.closest("details").open = false;
  say(word("copied"), "good");
});

for (const form of document.querySelectorAll("[data-undo]")) setTimeout(() => form.remove(), UNDO);
