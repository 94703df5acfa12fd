// A clip plays where it stands. Fetched only once somebody presses: pages without one never load it.
import Hls from "hls.js/dist/hls.light.mjs";

/** @param {HTMLElement} place */
export async function play(place) {
  const video = place.querySelector("video");
  const words = place.querySelector("[data-clip-words]");
  const failed = () => {
    words.textContent = place.dataset.wordsFailed;
    words.hidden = false;
  };
  words.hidden = true;
  const answer = await fetch(`${place.dataset.clip}/address`).catch(() => null);
  if (!answer?.ok) return failed();
  const { playlist } = await answer.json();
  video.hidden = false;
  place.querySelector("[data-clip-play]").hidden = true;
  if (Hls.isSupported()) {
    const hls = new Hls({ enableWorker: false }); // our policy lets no script come from a blob
    hls.on(Hls.Events.ERROR, (_event, { fatal }) => fatal && failed());
    hls.loadSource(playlist);
    hls.attachMedia(video);
  } else video.src = playlist;
  await video.play().catch(() => {});
}
