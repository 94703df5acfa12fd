// The worker in the browser: a page when there is no line, and news while no page is open.
const KEPT = `club-${self.EDITION}`;
const PAGE = "/offline";
const OURS = "/static/built/";

self.addEventListener("install", (event) => event.waitUntil(keep().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) =>
  event.waitUntil(forgetOthers().then(() => self.clients.claim())),
);

/** The page without a line, and everything it is made of. */
async function keep() {
  const cache = await caches.open(KEPT);
  const page = await fetch(PAGE, { cache: "reload" });
  const html = await page.clone().text();
  await cache.put(PAGE, page);
  await cache.addAll(new Set(html.match(/\/static\/built\/[\w./-]+/g)));
}

async function forgetOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== KEPT).map((name) => caches.delete(name)));
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => caches.match(PAGE)));
  } else if (new URL(request.url).pathname.startsWith(OURS)) {
    event.respondWith(fetch(request).catch(() => kept(request)));
  }
});

/** @param {Request} request */
async function kept(request) {
  return (await caches.match(request)) ?? Response.error();
}

self.addEventListener("push", (event) => {
  const { title, body, url, tag } = event.data.json();
  const icon = new URL("/icon.png", self.location).href;
  event.waitUntil(self.registration.showNotification(title, { body, tag, icon, badge: icon, data: { url } }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(new URL(event.notification.data.url, self.location).href));
});

/** In a window that is there already, if one is. @param {string} url */
async function open(url) {
  const [window] = await self.clients.matchAll({ type: "window" });
  if (!window) return self.clients.openWindow(url);
  await window.focus();
  return window.navigate(url);
}

self.addEventListener("pushsubscriptionchange", (event) => {
  const options = event.oldSubscription?.options;
  if (options) event.waitUntil(self.registration.pushManager.subscribe(options).then(tell));
});

/** @param {PushSubscription} line */
function tell(line) {
  const headers = { "Content-Type": "application/json" };
  return fetch("/settings/notifications/push", { method: "POST", headers, body: JSON.stringify(line) });
}
