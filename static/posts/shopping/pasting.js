// A shop's address that is pasted is looked at at once, and the wait is said.
const form = document.querySelector("form[data-pasting]");
const field = form?.querySelector("input[name=address]");

field?.addEventListener("paste", () => {
  setTimeout(() => {
    if (/\S+\.\S+/.test(field.value)) form.requestSubmit();
  });
});

form?.addEventListener("submit", () => {
  form.querySelector("[data-pasting-status]").textContent = form.dataset.pasting;
});

window.addEventListener("pageshow", () => {
  if (form) form.querySelector("[data-pasting-status]").textContent = "";
});
