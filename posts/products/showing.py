"""One product, opened: everything its page says, each part in one question to the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy import Row

from community import clock
from community.members import Member
from community.products.charting import Chart, chart
from community.products.models import Product
from community.products.prices import STALE, prices_of
from community.quiet.hearing import quiet_of
from community.slugs import slug_of
from posts.products.reading import Rows, counts, keepers, product_at, shops
from posts.reviews.reading import ALL, Opinions, Sifted, opinions_of
from posts.shopping.models import ShoppingList, State
from posts.shopping.summing import Prices, by_product
from posts.shopping.taking import own_lists


@dataclass(frozen=True)
class Opened:
    product: Product
    brand: str | None
    keepers: Rows
    counts: dict[State, int]
    doubt: str | None  # the gravest word that stands by it, and of which seller
    doubtful_seller: str | None
    shops: Rows
    prices: Prices
    lists: Sequence[ShoppingList]  # the reader's own, to put it on
    opinions: Opinions

    @property
    def url(self) -> str:
        slug = slug_of(self.product.name)
        return f"{self.product.url}-{slug}" if slug else self.product.url

    @cached_property
    def stories(self) -> list[Rows]:
        """By currency, the one seen last first; each the newest first."""
        return sorted(self.prices.values(), key=lambda story: story[0].seen_at, reverse=True)

    @property
    def last(self) -> Row[Any] | None:
        return self.stories[0][0] if self.stories else None

    @property
    def was(self) -> int | None:
        """The price before, in minor units, if it was another."""
        return next((row.amount for row in self.stories[0] if row.amount != self.stories[0][0].amount), None)

    @property
    def is_stale(self) -> bool:
        return self.last is not None and is_old(self.last.seen_at)

    @cached_property
    def charts(self) -> list[tuple[str, Chart]]:
        """By currency, where there is a story to draw."""
        drawn = ((story[0].currency, chart(story[::-1], until=clock.now())) for story in self.stories)
        return [(currency, one) for currency, one in drawn if one]


def opened(id: int, me: Member, sifted: Sifted = ALL) -> Opened | None:
    found, quiet = product_at(id), quiet_of(me)
    if not found:
        return None
    return Opened(
        product=found.Product,
        brand=found.brand,
        doubt=found.doubt,
        doubtful_seller=found.doubtful_seller,
        keepers=keepers(id, me, quiet),
        counts=counts(id, me),
        shops=shops(id),
        prices=by_product(prices_of([id], me, charted=id)),
        lists=own_lists(me),
        opinions=opinions_of(id, me, quiet, sifted),
    )


def is_old(seen_at: datetime) -> bool:
    """More than three days ago: perhaps the price is another today."""
    return seen_at < clock.now() - STALE
