// A draft is kept on the server while one types, and on this device until the server has it. A tab that fell
// behind another is told, and writes over nothing.
import { say as toast } from "../../../behaviours/toasts.js";
import { tongue } from "../../../behaviours/words.js";
import { hold, left, letGo } from "./device.js";

const PAUSE = 1500;
const PATIENCE = 8000;
const BREATH = 5000; // between two tellings that this tab is there
const ago = new Intl.RelativeTimeFormat(tongue, { style: "narrow", numeric: "auto" });

/** @param {HTMLFormElement} form */
export function keepSaved(form) {
  const state = {
    form,
    timer: 0,
    dirty: false,
    busy: false,
    stale: false,
    savedAt: 0,
    kept: String(wordsOf(form)),
  };
  state.others = new BroadcastChannel("stories");
  state.others.addEventListener("message", ({ data }) => overtaken(state, data));
  for (const event of ["input", "change", "restored"]) form.addEventListener(event, () => touch(state));
  form.addEventListener("submit", (event) => sendFirst(state, event));
  window.addEventListener("online", () => state.dirty && save(state));
  document.addEventListener("visibilitychange", () => document.hidden && state.dirty && save(state));
  window.addEventListener("beforeunload", (event) => state.dirty && !state.leaving && event.preventDefault());
  const acts = { theirs: openTheirs, mine: keepMine, copy: copyMine, here: putHere, away: throwAway };
  form.addEventListener("click", ({ target }) =>
    acts[target.closest("[data-settle]")?.dataset.settle]?.(state),
  );
  setInterval(() => tick(state), 1000);
  setInterval(() => state.dirty && keepHere(state), BREATH);
  takeUp(state);
}

/** What this device still holds of an earlier visit: sent on, or shown beside what is newer. */
function takeUp(state) {
  const { form } = state;
  const held = left(form);
  if (!held) return;
  if (String(new URLSearchParams(held.words)) === state.kept) return letGo(form);
  if (held.seq !== Number(form.elements.namedItem("seq").value)) {
    Object.assign(state, { held });
    form.querySelector("[data-held-at]").textContent = new Date(held.at).toLocaleString(tongue);
    form.querySelector("[data-held]").hidden = false;
    return;
  }
  fill(form, held.words);
}

function fill(form, words) {
  for (const [name, value] of words) {
    const field = form.elements.namedItem(name);
    if (field) field.value = value;
  }
  form.dispatchEvent(new Event("restored", { bubbles: true }));
}

function touch(state) {
  if (state.stale) return keepHere(state);
  state.dirty = true;
  if (state.form.querySelector("[data-saved]").textContent === state.form.dataset.wordSaved) say(state, "");
  clearTimeout(state.timer);
  state.timer = setTimeout(save, PAUSE, state);
  if (!state.holding) state.holding = setTimeout(holdNow, 300, state);
}

/** What was found here is not written over before its writer has settled it. */
function keepHere({ form, held }) {
  if (!held) hold(form, wordsOf(form));
}

function drop({ form, held }) {
  if (!held) letGo(form);
}

function holdNow(state) {
  state.holding = 0;
  if (state.dirty && !isEmpty(state.form)) keepHere(state);
}

/** The form goes on its way only when the draft has arrived: so nothing can be lost with it. */
async function sendFirst(state, event) {
  if (event.submitter?.hasAttribute("formaction")) return;
  const { form } = state;
  if (!state.dirty && !state.busy) {
    state.leaving = true;
    setTimeout(() => (state.leaving = false), PATIENCE);
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  while (state.busy) await new Promise((resolve) => setTimeout(resolve, 50));
  if (state.dirty) await save(state);
  if (!state.dirty && !state.stale) form.requestSubmit(event.submitter);
}

async function save(state) {
  const { form } = state;
  clearTimeout(state.timer);
  if (state.busy || state.stale) return;
  if (isEmpty(form)) {
    state.dirty = false;
    return drop(state);
  }
  const words = wordsOf(form);
  if (form.dataset.draft && String(words) === state.kept) return unchanged(state);
  Object.assign(state, { busy: true, dirty: false });
  say(state, form.dataset.wordSaving);
  try {
    words.append("seq", form.elements.namedItem("seq").value);
    const answer = await send(form, words);
    const facts = await answer.json();
    words.delete("seq");
    if (answer.ok) stored(state, facts, String(words));
    else refused(state, answer.status, facts);
  } catch {
    later(state, form.dataset.wordOffline);
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
  drop(state);
  say(state, state.form.dataset.wordSaved);
}

function send(form, words) {
  const headers = { Accept: "application/json" };
  return fetch(form.dataset.draft || "/stories", { method: "POST", body: words, headers });
}

function stored(state, facts, words) {
  const { form } = state;
  Object.assign(state, { kept: words, savedAt: Date.now() });
  form.elements.namedItem("seq").value = facts.seq;
  if (!state.dirty) drop(state);
  if (!form.dataset.draft) settle(form, facts);
  state.others.postMessage({ story: form.dataset.story, seq: facts.seq });
  if (state.dirty) return touch(state);
  say(state, form.dataset.wordSaved);
}

/** A new story has its own address from now on. */
function settle(form, { id, edition, draft }) {
  letGo(form); // under its name of a new one
  form.action = edition;
  Object.assign(form.dataset, { draft, story: id });
  history.replaceState(history.state, "", edition);
}

/** Another tab of this browser stored a newer one. */
function overtaken(state, { story, seq }) {
  const mine = state.form.elements.namedItem("seq").value;
  if (story !== state.form.dataset.story || seq <= Number(mine) || state.stale || state.busy) return;
  becomeStale(state, seq, state.form.dataset.wordElsewhere);
}

function refused(state, status, { detail, seq }) {
  const { form } = state;
  if (status === 409) return becomeStale(state, seq, detail);
  if (status === 401) {
    form.querySelector("[data-signed-out]").hidden = false;
    return later(state, form.dataset.wordSignedOut);
  }
  if (status >= 500 || status === 429) return later(state, form.dataset.wordFailed);
  state.dirty = true;
  return say(state, detail);
}

function becomeStale(state, seq, words) {
  Object.assign(state, { stale: true, seq });
  state.form.querySelector("[data-stale-words]").textContent = words;
  const notice = state.form.querySelector("[data-stale]");
  notice.hidden = false;
  notice.scrollIntoView({ block: "nearest" });
  say(state, "");
}

function later(state, words) {
  state.dirty = true;
  keepHere(state);
  say(state, words);
  state.timer = setTimeout(save, PATIENCE, state);
}

function openTheirs(state) {
  state.leaving = true;
  letGo(state.form);
  location.reload();
}

function keepMine(state) {
  state.form.elements.namedItem("seq").value = state.seq;
  state.form.querySelector("[data-stale]").hidden = true;
  Object.assign(state, { stale: false, dirty: true, kept: "" });
  save(state);
}

async function copyMine({ form, held }) {
  const words = new Map(held?.words ?? wordsOf(form));
  const text = [words.get("title"), words.get("excerpt"), words.get("text")].filter(Boolean).join("\n\n");
  await navigator.clipboard.writeText(text);
  toast(form.dataset.wordCopied, "good");
}

/** What this device held takes the place of what is newer: only because its writer said so. */
function putHere(state) {
  const { form, held } = state;
  form.querySelector("[data-held]").hidden = true;
  state.held = null;
  fill(form, held.words);
}

function throwAway(state) {
  state.form.querySelector("[data-held]").hidden = true;
  state.held = null;
  letGo(state.form);
}

function isEmpty(form) {
  return !form.dataset.draft && !["title", "text"].some((name) => form.elements.namedItem(name).value.trim());
}

function say(state, words) {
  state.form.querySelector("[data-saved]").textContent = words;
  if (words !== state.form.dataset.wordSignedOut) state.form.querySelector("[data-signed-out]").hidden = true;
  tick(state);
}

/** How long ago, for who looks; not told aloud every second. */
function tick({ form, savedAt, dirty }) {
  const place = form.querySelector("[data-saved-ago]");
  const shown =
    savedAt && !dirty && form.querySelector("[data-saved]").textContent === form.dataset.wordSaved;
  const seconds = Math.round((savedAt - Date.now()) / 1000);
  place.textContent = shown
    ? ago.format(...(seconds > -60 ? [seconds, "second"] : [Math.round(seconds / 60), "minute"]))
    : "";
}
