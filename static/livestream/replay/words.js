// What was said while it was live appears as the film passes it, and goes again when one jumps back.
const talk = document.querySelector("[data-words-of]");
const log = talk?.querySelector("[data-log-then]");
const nothingYet = talk?.querySelector("[data-nothing-yet]");
const video = document.querySelector("[data-video]");
const SOON = 10; // seconds before the end of what is known at which more is fetched
const NEAR = 80; // pixels from the end: whoever reads further up is left there
let asked = Number.NaN;

function show() {
  const now = video.currentTime;
  const follows = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR;
  let moved = false;
  let shown = 0;
  for (const one of log.querySelectorAll("[data-second]")) {
    const hidden = Number(one.dataset.second) > now;
    moved ||= one.hidden !== hidden;
    one.hidden = hidden;
    shown += hidden ? 0 : 1;
  }
  nothingYet.hidden = shown > 0 || Boolean(log.querySelector("[data-nothing-at-all]"));
  if (moved && follows) log.scrollTop = log.scrollHeight;
  if (!knows(now)) fetchAround(now);
}

function knows(now) {
  const { begins, ends } = log.querySelector("[data-words-around]").dataset;
  return (begins === undefined || now >= Number(begins)) && (ends === undefined || now < Number(ends) - SOON);
}

async function fetchAround(now) {
  if (Math.abs(now - asked) < 2) return;
  asked = now;
  const answer = await fetch(`/live/${talk.dataset.wordsOf}/words?second=${now.toFixed(2)}`);
  if (!answer.ok) return;
  log.querySelector("[data-words-around]").outerHTML = await answer.text();
  show();
  log.scrollTop = log.scrollHeight;
}

if (talk) for (const event of ["loadedmetadata", "timeupdate", "seeked"]) video.addEventListener(event, show);
