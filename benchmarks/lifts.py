"""From a host's click in the studio to the piece on a viewer's page: how long it takes, between two browsers.

The host films meanwhile, and the viewer watches. Both browsers are on one machine and have one clock.
"""

from typing import TYPE_CHECKING

from benchmarks.glass import on_air
from benchmarks.studio import Studio

if TYPE_CHECKING:
    from playwright.sync_api import Page

LIFTS = 20
PIECE = "A lantern to measure"
PATIENCE = 15_000  # milliseconds
CLICKED = """() => document.addEventListener("click", ({ target }) => {
  if (target.closest("[data-shelf-act] button")) window.clicked = Date.now();
}, true)"""
LOOKING = """() => {
  const lies = () => document.querySelector("[data-shelf] h3, [data-shelf] .product")?.matches(".product");
  window.seen = 0;
  new MutationObserver(() => {
    if (lies() && document.querySelector("[data-shelf]").checkVisibility())
      requestAnimationFrame(() => { window.seen ||= Date.now(); });
  }).observe(document.querySelector("[data-shelf]"), { attributes: true, childList: true, subtree: true });
}"""


def lifts(studio: Studio, browser: str) -> list[float]:
    """Seconds, of each time a piece is laid on the table."""
    stream_id, _address = studio.announce()
    lay_out(studio)
    with on_air(studio, browser, stream_id) as (host, viewer):
        host.evaluate(CLICKED)
        viewer.evaluate(LOOKING)
        return [_lift(host, viewer) for _ in range(LIFTS)]


def lay_out(studio: Studio) -> None:
    """Whoever hosts has a list that others see, with one piece on it."""
    from sqlalchemy import select

    from community.db import db
    from community.members import Member
    from posts.shopping.filling import Piece, add
    from posts.shopping.models import ShoppingList
    from posts.shopping.publishing import publish
    from posts.shopping.writing import begin

    with studio.app.app_context():
        host = db.session.scalars(select(Member).order_by(Member.id)).first()
        assert host
        if not db.session.scalar(select(ShoppingList.id).where(ShoppingList.author_id == host.id)):
            it = begin("What is measured", "One thing.", by=host)
            add(it, Piece(PIECE), by=host)
            publish(it, by=host)


def _lift(host: "Page", viewer: "Page") -> float:
    viewer.evaluate("() => { window.seen = 0; }")
    host.locator("[data-shelf] button", has_text="Onto the table").first.click()
    viewer.wait_for_function("() => window.seen", timeout=PATIENCE)
    seconds = (viewer.evaluate("() => window.seen") - host.evaluate("() => window.clicked")) / 1000
    host.locator("[data-shelf] button", has_text="Take off").first.click()
    viewer.locator("[data-shelf] h3").wait_for(timeout=PATIENCE)
    return float(seconds)
