"""Every night the shops are asked what the things cost that somebody wants: one page of a shop at a time."""

from datetime import timedelta

from sqlalchemy import Select, select

from community import clock
from community.db import db, transaction
from community.jobs import at, job, later, nightly
from community.links import Unfetchable, look_at
from community.links.refusals import NoAnswer, NoPage, NotWelcome
from community.links.robots import ask_first
from community.products.models import ProductPage
from community.products.pages import failed, keep_page
from posts.shopping.models import Item, ShoppingList, State

BETWEEN = 20.0  # seconds between two pages of one shop, or more if it asks for that
MOST_BETWEEN = 600.0
A_NIGHT = 200  # pages of one shop
GONE = {404, 410}
BUSY = {429, 502, 503, 504}


@nightly
def look_around() -> None:
    """Leave a round for each shop that has a page to be looked at."""
    shops = db.session.scalars(
        _due().with_only_columns(ProductPage.storefront_id).order_by(None).distinct()
    ).all()
    with transaction():
        for storefront_id in shops:
            later(visit, storefront_id, A_NIGHT)


@job
def visit(storefront_id: int, left: int) -> None:
    """Look at one page of a shop, and at the next after a pause; not again tonight if it is too busy."""
    page = db.session.scalar(_due().where(ProductPage.storefront_id == storefront_id).limit(1))
    if not page or left <= 0:
        return
    page_id, url = page.id, page.url
    with transaction():
        page.look_at = clock.now() + timedelta(hours=12)  # ours, also if we die over it
    pause = _look(page_id, url)
    if pause is None:
        return
    with transaction():
        at(clock.now() + timedelta(seconds=pause), visit, storefront_id, left - 1)


def _look(page_id: int, url: str) -> float | None:
    """The pause the shop wants before the next page; none if it wants to be left alone."""
    try:
        pause = ask_first(url)
        found = look_at(url)
    except Unfetchable as refusal:
        with transaction():
            page = db.session.get_one(ProductPage, page_id)
            is_gone = isinstance(refusal, NotWelcome) or (
                isinstance(refusal, NoPage) and refusal.status in GONE
            )
            failed(page, is_gone=is_gone)
        is_busy = isinstance(refusal, NoPage) and refusal.status in BUSY
        return None if is_busy or isinstance(refusal, NoAnswer) else BETWEEN
    with transaction():
        page = db.session.get_one(ProductPage, page_id)
        if found.offer.is_product:
            keep_page(found, page)
        else:
            failed(page, is_gone=True)
    return min(max(pause, BETWEEN), MOST_BETWEEN)


def _due() -> Select[ProductPage]:
    """Pages of what somebody still wants, the one that waited longest first."""
    wanted = (
        select(Item.id)
        .join(ShoppingList, ShoppingList.id == Item.list_id)
        .where(Item.product_id == ProductPage.product_id, Item.state == State.WANT)
        .where(Item.removed_at.is_(None), ShoppingList.removed_at.is_(None))
    )
    due = (ProductPage.look_at <= clock.now(), wanted.exists())
    return select(ProductPage).where(*due).order_by(ProductPage.look_at, ProductPage.id)
