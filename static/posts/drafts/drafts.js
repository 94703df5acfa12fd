// form[data-draft="reply-7"]: what is typed is kept on the server soon after, and comes back on every device.
import { shape } from "../../behaviours/words.js";

const SOON = 1200;
const FIELDS = ["title", "text", "tags", "board"];

/** @param {HTMLFormElement} form */
function begin(form) {
  const draft = { form, seq: 0, kept: "", soon: 0, busy: false, stale: false };
  resume(draft);
  form.addEventListener("input", () => {
    clearTimeout(draft.soon);
    draft.soon = setTimeout(() => keep(draft), SOON);
  });
  form.addEventListener("submit", () => clearTimeout(draft.soon));
  form.addEventListener("reset-draft", () => Object.assign(draft, { seq: 0, kept: "" }));
  document.addEventListener("visibilitychange", () => document.hidden && keep(draft));
}

const address = ({ form }) => `/drafts/${form.dataset.draft}`;
const fieldsOf = (form) => FIELDS.map((name) => form.elements.namedItem(name)).filter(Boolean);
const written = ({ form }) => JSON.stringify(fieldsOf(form).map((field) => field.value));

/** What was typed in this tab is newer than what the server has; an empty form takes the draft. */
async function resume(draft) {
  const answer = await fetch(address(draft)).catch(() => null);
  if (answer?.status !== 200) return;
  const kept = await answer.json();
  draft.seq = kept.seq;
  const typed = fieldsOf(draft.form).some((field) => field.name !== "board" && field.value.trim());
  if (typed) return;
  take(draft, kept);
  tell(draft, "resumed");
}

function take(draft, kept) {
  for (const field of fieldsOf(draft.form)) {
    if (field.name === "board" && (field.value || !kept.board)) continue;
    field.value = kept[field.name];
  }
  draft.kept = written(draft);
  draft.form.dispatchEvent(new Event("restored", { bubbles: true }));
}

async function keep(draft) {
  const words = written(draft);
  if (draft.busy || draft.stale || words === draft.kept || draft.form.ariaBusy === "true") return;
  draft.busy = true;
  const body = new FormData();
  body.set("seq", String(draft.seq));
  for (const field of fieldsOf(draft.form)) body.set(field.name, field.value);
  const answer = await fetch(address(draft), { method: "POST", body, keepalive: true }).catch(() => null);
  draft.busy = false;
  if (answer?.status === 409) return tellStale(draft);
  if (!answer?.ok) return tell(draft, "waiting");
  draft.seq = answer.status === 204 ? 0 : (await answer.json()).seq;
  draft.kept = words;
  tell(draft, answer.status === 204 ? "" : "saved");
  if (written(draft) !== words) keep(draft);
}

const placeOf = (draft) => draft.form.querySelector("[data-draft-state]");
const word = (name) => shape("draft").querySelector(`[data-word="${name}"]`)?.textContent ?? "";

function tell(draft, name) {
  placeOf(draft).textContent = name ? word(name) : "";
}

function tellStale(draft) {
  draft.stale = true;
  tell(draft, "stale");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn quiet";
  button.textContent = word("load");
  button.addEventListener("click", async () => {
    const answer = await fetch(address(draft));
    if (answer.status !== 200) return;
    const kept = await answer.json();
    Object.assign(draft, { seq: kept.seq, stale: false });
    for (const field of fieldsOf(draft.form)) if (field.name !== "board") field.value = "";
    take(draft, kept);
    tell(draft, "resumed");
  });
  placeOf(draft).append(" ", button);
}

for (const form of document.querySelectorAll("form[data-draft]")) begin(form);
