// Following shows at once. When it could not be stored it is taken back, with a sentence.
import { say } from "./toasts.js";
import { word } from "./words.js";

document.addEventListener("submit", async (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (!form.matches("form[data-follow]")) return;
  event.preventDefault();
  if (form.ariaBusy === "true") return;

  const wish = new FormData(form);
  const followed = wish.get("followed") === "1";
  show(form, followed);
  form.ariaBusy = "true";
  try {
    const headers = { Accept: "application/json" };
    const answer = await fetch(form.action, { method: "POST", body: wish, headers });
    if (!answer.ok) throw new Error(`${answer.status}`);
    const { followers } = await answer.json();
    const counted = document.querySelector("[data-followers]");
    if (counted) counted.textContent = followers.toLocaleString();
  } catch {
    show(form, !followed);
    say(word(navigator.onLine ? "not-stored" : "no-connection"), "error");
  } finally {
    form.ariaBusy = null;
  }
});

/** @param {HTMLFormElement} form @param {boolean} followed */
function show(form, followed) {
  form.elements.namedItem("followed").value = followed ? "0" : "1";
  form.querySelector("button").ariaPressed = String(followed);
  form.querySelector("button").classList.toggle("main", !followed);
  form.querySelector("[data-when-followed]").hidden = !followed;
  form.querySelector("[data-when-not]").hidden = followed;
}
