// A member's browser keeps a page for when there is no line, and can be told news while no page is open.
if (document.body.dataset.signedIn && "serviceWorker" in navigator) {
  addEventListener("load", () => navigator.serviceWorker.register("/sw.js").catch(() => {}), { once: true });
}
