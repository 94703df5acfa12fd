"""Some of their things are sold on the web: pages of shops, and what they asked over the months."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from sqlalchemy import select

from community.db import db
from community.links import Found, Offer
from community.links.offers import Stock
from community.products.models import ProductPage
from community.products.pages import keep_page
from community.products.prices import Price, see_on_page
from posts.shopping.models import Item, State
from seeds.stage import Scene

# Shop, its page, the brand, the product, and by days ago what it cost in minor units of CNY.
SHELVES = (
    ("Orsa flagship store", "orsa.example/weekender", "Orsa & Figlio", "Saddle leather weekender",
     {160: 398000, 95: 362000, 41: 362000, 12: 328000, 1: 298000}),
    ("Bags by the Harbour", "harbour-bags.example/7", "Orsa & Figlio", "Saddle leather weekender",
     {60: 369000, 2: 345000}),
    ("Maison Lune flagship store", "maisonlune.example/repair", "Maison Lune", "Repair cream 60 ml",
     {140: 128000, 70: 119000, 4: 119000, 1: 109000}),
    ("Harbour & Sons", "harbour-sons.example/deck", "Harbour & Sons", "Deck shoe, navy",
     {120: 99000, 50: 89000, 1: 89000}),
    ("Snedkeri Ost", "snedkeriost.example/low-chair", "Snedkeri Ost", "Low chair, green",
     {90: 668000, 30: 642000, 1: 642000}),
)  # fmt: skip
WAITED_FOR = {"Repair cream 60 ml": 110000, "Saddle leather weekender": 290000}
WAITS = timedelta(days=3)


def scenes() -> Iterator[Scene]:
    for shop, page, brand, name, asked in SHELVES:
        for days, amount in asked.items():
            yield Scene(timedelta(days=days, hours=3), partial(_asks, shop, page, brand, name, amount))
    yield Scene(WAITS, _wait)


def _asks(shop: str, page: str, brand: str, name: str, amount: int) -> None:
    known = db.session.scalar(select(ProductPage).where(ProductPage.key == page))
    offer = Offer(name=name, brand=brand, sku=page.rpartition("/")[2], stock=Stock.THERE)
    kept = keep_page(Found(url=f"https://{page}", title=name, site=shop, offer=offer), known)
    see_on_page(kept, Price(amount, "CNY"))


def _wait() -> None:
    """Whoever still wants one of them waits for it to cost less."""
    wanted = select(Item).where(
        Item.name.in_(WAITED_FOR), Item.state == State.WANT, Item.removed_at.is_(None)
    )
    for item in db.session.scalars(wanted).all():
        item.target = WAITED_FOR[item.name]
