// The paper or plain Markdown: a switch, and the way one writes is remembered on this device.
const NAME = "writes";

/**
 * @param {HTMLFormElement} form
 * @param {ReturnType<typeof import("./paper.js").layPaper>} paper
 * @returns {() => boolean} whether the paper is in front
 */
export function offerPlain(form, paper) {
  const button = form.querySelector("[data-plain-text]");
  const area = form.querySelector("[data-text]");
  const place = form.querySelector("[data-paper]");
  const label = form.querySelector("label[for=text]");
  button.hidden = false;
  turn(localStorage.getItem(NAME) === "plain");
  button.addEventListener("click", () => {
    turn(button.ariaPressed !== "true");
    localStorage.setItem(NAME, button.ariaPressed === "true" ? "plain" : "paper");
    (area.hidden ? paper.view : area).focus();
  });
  form.addEventListener("refused", ({ detail }) => detail === "text" && turn(true));

  function turn(plain) {
    if (!plain) paper.load();
    button.ariaPressed = String(plain);
    [area.hidden, place.hidden, label.hidden] = [!plain, plain, !plain];
  }

  return () => !place.hidden;
}
