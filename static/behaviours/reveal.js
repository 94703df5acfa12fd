// The eye beside a password shows and hides it. Without us it is not there.
import { word } from "./words.js";

for (const eye of document.querySelectorAll("[data-reveal]")) {
  const field = /** @type {HTMLInputElement} */ (document.getElementById(eye.dataset.reveal));
  eye.hidden = false;
  eye.addEventListener("click", () => {
    const shown = field.type === "password";
    field.type = shown ? "text" : "password";
    eye.ariaPressed = String(shown);
    eye.title = word(shown ? "hide-password" : "show-password");
    const use = eye.querySelector("use");
    use.setAttribute("href", use.getAttribute("href").replace(/#.*/, shown ? "#eye-off" : "#eye"));
  });
}
