// Pressed, a clip fetches its player, wherever on a page it stands.
document.addEventListener("click", async ({ target }) => {
  const place = target.closest("[data-clip-play]")?.closest("[data-clip]");
  if (!place) return;
  const { play } = await import("./player.js");
  play(place);
});
