// A film that should run and stands: where its sound or its picture stops coming, a browser may wait for it for ever.

/** @param {HTMLVideoElement} video */
export function stillness(video) {
  let at = -1;
  let since = 0;
  let pieces = 0;
  return {
    /** A piece of it came. */
    came() {
      pieces += 1;
    },
    /** How long it has stood, and what came meanwhile. @param {boolean} runs whether it should */
    look(runs) {
      if (!runs || video.currentTime !== at) {
        at = video.currentTime;
        since = Date.now();
        pieces = 0;
      }
      return { seconds: (Date.now() - since) / 1000, pieces };
    },
  };
}
