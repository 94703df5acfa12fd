// A page is fetched when a finger or a pointer is about to ask for it. Never twice, never where saving is wished.
const PATIENCE = 80;
const asked = new Set([location.href]);
let soon = 0;

if (!navigator.connection?.saveData) {
  document.addEventListener("pointerover", ({ target, pointerType }) => {
    clearTimeout(soon);
    const link = worthFetching(target);
    if (link) soon = setTimeout(prefetch, pointerType === "mouse" ? PATIENCE : 0, link);
  });
}

/** @param {EventTarget} target @returns {string | undefined} */
function worthFetching(target) {
  const link = target.closest?.("a[href]");
  if (!link || link.origin !== location.origin || link.hasAttribute("download")) return undefined;
  // Opening a conversation tells others it was read: that must be a visit.
  if (link.closest("[data-no-prefetch]") || link.pathname.startsWith("/chat")) return undefined;
  const { href } = link;
  const page = href.split("#")[0];
  return asked.has(page) ? undefined : page;
}

/** @param {string} page */
function prefetch(page) {
  asked.add(page);
  document.head.append(Object.assign(document.createElement("link"), { rel: "prefetch", href: page }));
}
