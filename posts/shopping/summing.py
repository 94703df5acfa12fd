"""What a list comes to: which price counts for a piece, and the sums by currency."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from community import clock
from community.products.prices import STALE
from posts.shopping.models import State

Rows = Sequence[Row[Any]]
Prices = Mapping[tuple[int, str], Rows]  # by product and currency, the newest first


@dataclass(frozen=True)
class Line:
    """A piece as it is shown: its columns, and the price that counts."""

    item: Row[Any]
    amount: int | None = None  # minor units of item.currency, for one
    was: int | None = None
    seen_at: datetime | None = None
    storefront: str | None = None

    @property
    def is_stale(self) -> bool:
        return self.seen_at is not None and self.seen_at < clock.now() - STALE


def by_product(prices: Rows) -> Prices:
    stories: dict[tuple[int, str], list[Row[Any]]] = {}
    for price in prices:
        stories.setdefault((price.product_id, price.currency), []).append(price)
    return stories


def line_of(item: Row[Any], prices: Prices) -> Line:
    """Of what is still wanted, the last price anybody saw counts; of the rest, the owner's own."""
    story = prices.get((item.product_id, item.currency), ())
    if item.state is not State.WANT or not story:
        return Line(item, item.own_amount, None, item.own_seen_at, item.own_storefront)
    now = story[0]
    was = next((price.amount for price in story if price.amount != now.amount), None)
    return Line(item, now.amount, was, now.seen_at, now.storefront)


def sums(lines: Iterable[Line], state: State | None = None) -> dict[str, int]:
    """Minor units by currency, the greatest number of pieces first; of all pieces, or those in one state."""
    total: Counter[str] = Counter()
    pieces: Counter[str] = Counter()
    for line in lines:
        if line.amount is not None and state in {None, line.item.state}:
            total[line.item.currency] += line.amount * line.item.quantity
            pieces[line.item.currency] += 1
    return {currency: total[currency] for currency, _ in pieces.most_common()}
