// A draft is kept on the server while one types. A tab that fell behind another is told, and writes over nothing.
import { forget } from "../../../behaviours/keep.js";

const PAUSE = 1500;
const PATIENCE = 8000;

/** @param {HTMLFormElement} form */
export function keepSaved(form) {
  const state = { form, timer: 0, dirty: false, busy: false, stale: false, kept: String(wordsOf(form)) };
  form.addEventListener("input", () => touch(state));
  form.addEventListener("change", () => touch(state));
  form.addEventListener("restored", () => touch(state));
  form.addEventListener("submit", () => stop(state));
  window.addEventListener("online", () => state.dirty && save(state));
  document.addEventListener("visibilitychange", () => document.hidden && state.dirty && save(state));
  window.addEventListener("beforeunload", (event) => state.dirty && !state.stopped && event.preventDefault());
  form.querySelector("[data-stale-theirs]").addEventListener("click", () => openTheirs(state));
  form.querySelector("[data-stale-mine]").addEventListener("click", () => keepMine(state));
  if (sessionHolds(form)) touch(Object.assign(state, { kept: "" }));
}

/** Words that a former visit left in this tab were put back before we listened. */
function sessionHolds(form) {
  return Object.keys(sessionStorage).some((key) => key.endsWith(`:${form.dataset.keep}`));
}

function touch(state) {
  if (state.stale) return;
  state.dirty = true;
  clearTimeout(state.timer);
  state.timer = setTimeout(save, PAUSE, state);
}

/** The form is on its way itself. */
function stop(state) {
  clearTimeout(state.timer);
  state.stopped = true;
  setTimeout(() => (state.stopped = false), PATIENCE);
}

async function save(state) {
  const { form } = state;
  clearTimeout(state.timer);
  if (state.busy || state.stale || state.stopped || isEmpty(form)) return;
  const words = wordsOf(form);
  if (form.dataset.draft && String(words) === state.kept) return unchanged(state);
  Object.assign(state, { busy: true, dirty: false });
  say(form, form.dataset.wordSaving);
  try {
    words.append("seq", form.elements.namedItem("seq").value);
    const answer = await send(form, words);
    const facts = await answer.json();
    words.delete("seq");
    if (answer.ok) stored(state, facts, String(words));
    else refused(state, answer.status, facts);
  } catch {
    later(state, navigator.onLine ? form.dataset.wordFailed : form.dataset.wordOffline);
  } finally {
    state.busy = false;
  }
}

/** All that was typed or chosen: neither files nor numbers of ours. */
function wordsOf(form) {
  const typed = [...new FormData(form)].filter(
    ([name, value]) => typeof value === "string" && name !== "seq",
  );
  return new URLSearchParams(typed);
}

/** A field was left, or words came back to what they were. */
function unchanged(state) {
  state.dirty = false;
  forget(state.form);
  say(state.form, state.form.dataset.wordSaved);
}

function send(form, words) {
  const headers = { Accept: "application/json" };
  return fetch(form.dataset.draft || "/stories", { method: "POST", body: words, headers });
}

function stored(state, facts, words) {
  const { form } = state;
  state.kept = words;
  form.elements.namedItem("seq").value = facts.seq;
  if (!form.dataset.draft) settle(form, facts);
  if (state.dirty) return touch(state);
  forget(form);
  say(form, form.dataset.wordSaved);
}

/** A new story has its own address from now on. */
function settle(form, { id, edition, draft }) {
  forget(form);
  form.action = edition;
  form.dataset.draft = draft;
  form.dataset.keep = `story-${id}`;
  history.replaceState(history.state, "", edition);
}

function refused(state, status, { detail, seq }) {
  const { form } = state;
  if (status === 409) {
    Object.assign(state, { stale: true, seq });
    form.querySelector("[data-stale-words]").textContent = detail;
    const notice = form.querySelector("[data-stale]");
    notice.hidden = false;
    notice.scrollIntoView({ block: "nearest" });
    return say(form, "");
  }
  if (status === 401) return later(state, form.dataset.wordSignedOut);
  if (status >= 500 || status === 429) return later(state, form.dataset.wordFailed);
  state.dirty = true;
  return say(form, detail);
}

function later(state, words) {
  state.dirty = true;
  say(state.form, words);
  state.timer = setTimeout(save, PATIENCE, state);
}

function openTheirs(state) {
  state.stopped = true;
  forget(state.form);
  location.reload();
}

function keepMine(state) {
  state.form.elements.namedItem("seq").value = state.seq;
  state.form.querySelector("[data-stale]").hidden = true;
  Object.assign(state, { stale: false, dirty: true, kept: "" });
  save(state);
}

function isEmpty(form) {
  return !form.dataset.draft && !["title", "text"].some((name) => form.elements.namedItem(name).value.trim());
}

function say(form, words) {
  form.querySelector("[data-saved]").textContent = words;
}
