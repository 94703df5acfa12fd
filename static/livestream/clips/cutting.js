// Where the film stands just now, written into a field of the form that cuts a clip.
const video = document.querySelector("[data-video]");

document.addEventListener("click", ({ target }) => {
  const name = target.closest("[data-second-into]")?.dataset.secondInto;
  if (!name) return;
  const second = Math.floor(video.currentTime);
  const words = `${Math.floor(second / 60)}:${String(second % 60).padStart(2, "0")}`;
  target.closest("form").elements.namedItem(name).value = words;
});
