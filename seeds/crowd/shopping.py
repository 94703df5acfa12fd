"""What a crowd shops for: products that many have on their lists, each with the price it was seen at."""

import random
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from community.products.finding import key_of
from community.products.models import Source
from posts.shopping.models import Priority, State
from seeds.crowd.prose import title

Row = dict[str, Any]
PRODUCTS, PIECES, CURRENCY = 500, 8, "CNY"


def storefronts() -> Iterator[Row]:
    yield {"id": 1, "key": key_of("The crowd's mall"), "name": "The crowd's mall"}


def products(now: datetime, chance: random.Random) -> Iterator[Row]:
    for id in range(1, PRODUCTS + 1):
        name = f"{title(chance)} {id}"
        yield {"id": id, "key": key_of(name), "name": name, "category": "", "gtin": "", "shown_at": now}


def prices(now: datetime, chance: random.Random) -> Iterator[Row]:
    for id in range(1, PRODUCTS + 1):
        yield {
            "id": id,
            "product_id": id,
            "storefront_id": 1,
            "amount": chance.randint(10, 5_000) * 100,
            "currency": CURRENCY,
            "seen_at": now,
            "seen_by_id": 1,
            "source": Source.LIST,
            "told_at": now,
        }


def pieces(lists: list[Row], names: dict[int, str], chance: random.Random) -> Iterator[Row]:
    for it in lists:
        for place, product_id in enumerate(chance.sample(range(1, PRODUCTS + 1), PIECES), 1):
            yield {
                "list_id": it["id"],
                "place": place,
                "product_id": product_id,
                "name": names[product_id],
                "storefront_id": 1,
                "price_id": product_id,
                "currency": CURRENCY,
                "state": State.WANT,
                "state_at": it["at"],
                "priority": Priority.WISH,
                "quantity": 1,
                "private": False,
                "added_by_id": it["author_id"],
                "added_at": it["at"],
                "version": 1,
            }
