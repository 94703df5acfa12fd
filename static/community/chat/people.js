// Who belongs to the room, over the page; the button is a link to the page that says the same.
import { shape } from "../../behaviours/words.js";
import { room } from "./room.js";

const link = room.root.querySelector("[data-members]");

link?.addEventListener("click", async (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const answer = await fetch(link.href).catch(() => null);
  if (!answer?.ok) return location.assign(link.href);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  show(page.querySelector("[data-people]"));
});

/** Looking only: letting in and putting out is done on the page. */
function show(people) {
  for (const act of people.querySelectorAll(".buttons")) act.remove();
  document.body.append(shape("people"));
  const dialog = /** @type {HTMLDialogElement} */ (document.body.lastElementChild);
  dialog.querySelector("[data-shown]").append(people);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.showModal();
}
