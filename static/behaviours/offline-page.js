// The page without a line looks again by itself.
const EVERY = 5000;

async function look() {
  const answer = await fetch("/healthz", { cache: "no-store" }).catch(() => null);
  if (answer?.ok && location.pathname !== "/offline") location.reload();
}

addEventListener("online", look);
setInterval(look, EVERY);
