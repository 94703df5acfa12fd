// The chapter that the film shows is marked.
const video = document.querySelector("[data-video]");
const chapters = [...document.querySelectorAll("[data-chapter]")];

function mark() {
  const current = chapters.findLast((one) => Number(one.dataset.chapter) <= video.currentTime);
  for (const one of chapters) {
    if (one === current) one.setAttribute("aria-current", "true");
    else one.removeAttribute("aria-current");
  }
}

if (chapters.length > 0) {
  video.addEventListener("timeupdate", mark);
  video.addEventListener("seeked", mark);
}
