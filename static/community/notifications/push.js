// This browser takes push messages, or no longer. What it cannot do, it says.
import { say } from "../../behaviours/toasts.js";
import { word } from "../../behaviours/words.js";

const box = document.querySelector("[data-push]");
const button = box?.querySelector("[data-push-switch]");
const HOME = "/settings/notifications/push";

/** @param {string} state one of those whose words stand in the page */
function show(state) {
  for (const words of box.querySelectorAll("[data-push-state]"))
    words.hidden = words.dataset.pushState !== state;
  button.hidden = state !== "on" && state !== "off";
  button.setAttribute("aria-pressed", String(state === "on"));
  for (const words of button.querySelectorAll("[data-when]")) words.hidden = words.dataset.when !== state;
}

/** @param {string} address @param {unknown} facts */
async function tell(address, facts) {
  const headers = { "Content-Type": "application/json" };
  const answer = await fetch(address, { method: "POST", headers, body: JSON.stringify(facts) });
  if (!answer.ok) throw new Error(`${answer.status}`);
}

async function begin() {
  if ((await Notification.requestPermission()) !== "granted") return show("denied");
  const worker = await navigator.serviceWorker.ready;
  const options = { userVisibleOnly: true, applicationServerKey: box.dataset.push };
  const line = await worker.pushManager.subscribe(options);
  await tell(HOME, line);
  location.reload();
}

async function end() {
  const worker = await navigator.serviceWorker.ready;
  const line = await worker.pushManager.getSubscription();
  await tell(`${HOME}/end`, { endpoint: line?.endpoint ?? "" });
  await line?.unsubscribe();
  location.reload();
}

async function begun() {
  if (!("PushManager" in window) || !("serviceWorker" in navigator)) return show("impossible");
  if (Notification.permission === "denied") return show("denied");
  const worker = await navigator.serviceWorker.getRegistration("/");
  show((await worker?.pushManager.getSubscription()) ? "on" : "off");
}

button?.addEventListener("click", async () => {
  button.disabled = true;
  try {
    await (button.getAttribute("aria-pressed") === "true" ? end() : begin());
  } catch {
    say(word("not-stored"), "error");
  } finally {
    button.disabled = false;
  }
});
if (box) begun();
