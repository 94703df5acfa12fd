// A phone that films neither goes dark by itself nor is left by a slip of the finger.
let lock = null;
let isOn = () => false;

/** @param {() => boolean} films whether one is on air */
export function guard(films) {
  isOn = films;
  document.addEventListener("visibilitychange", stayAwake); // a browser lets go of it when one looks elsewhere
  window.addEventListener("beforeunload", (event) => isOn() && event.preventDefault());
}

/** To be called whenever one goes on air or off. */
export async function stayAwake() {
  if (!isOn()) {
    await lock?.release();
    lock = null;
  } else if (document.visibilityState === "visible" && (!lock || lock.released))
    lock = (await navigator.wakeLock?.request("screen").catch(() => null)) ?? null;
}
