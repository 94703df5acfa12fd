"""What shops told of orders of some products: lines of imported orders, and events of sites of the group.

A shop names a product as it likes, with its brand or without. What it took back never was an order.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, ColumnElement, Select, bindparam, case, select
from sqlalchemy.orm import aliased

from community.db import UtcDateTime, db
from community.engagement.activity import Activity, Deed
from community.products.finding import key_of, keys_of
from community.products.models import Product, PurchaseLine
from community.statements import among

FEWEST = 3  # buyers: fewer would be known by their number, and are not told
PURCHASES = (Deed.PURCHASE_MADE, Deed.PURCHASE_RETURNED)
_since: BindParameter[datetime] = bindparam("since", type_=UtcDateTime())
_undone = aliased(Activity)
_in_time = (Activity.deed.in_(PURCHASES), Activity.occurred_at >= _since)
_stands = ~select(_undone.id).where(_undone.reverses == Activity.key).exists()


class Order(NamedTuple):
    """`sign`: 1 for an order, -1 for a return."""

    product_id: int
    member_id: int
    at: datetime
    sign: int


def orders_of(products: Iterable[Product], since: datetime) -> Sequence[Order]:
    """In four queries, whatever the crowd."""
    called: dict[str, set[int]] = defaultdict(set)
    for product in products:
        for key in keys_of(product):
            called[key].add(product.id)
    if not called:
        return ()
    sign = case((Activity.deed == Deed.PURCHASE_MADE, 1), else_=-1)
    line = case((PurchaseLine.quantity > 0, 1), else_=-1)
    imported = (Activity.id == PurchaseLine.activity_id,)
    alone = ~select(PurchaseLine.id).where(PurchaseLine.activity_id == Activity.id).exists()
    told = (alone, Activity.reverses.is_(None), _stands)
    return [
        *_named(PurchaseLine.product, line, imported, called, since),
        *_named(Activity.product, sign, told, called, since),
    ]


def _named(
    name: Any,  # noqa: ANN401  a column
    sign: ColumnElement[int],
    those: tuple[ColumnElement[bool], ...],
    called: Mapping[str, set[int]],
    since: datetime,
) -> Iterable[Order]:
    """First which names there are, then the orders under those that are meant."""
    facts: dict[str, Any] = {"since": since}
    names = db.session.scalars(
        select(name).where(*_in_time, *those, name.is_not(None)).distinct(), facts
    ).all()
    meant = [one for one in names if key_of(one) in called]
    if not meant:
        return ()
    columns: Select[*tuple[Any, ...]] = select(name.label("name"), Activity.member_id)
    rows = columns.add_columns(Activity.occurred_at, sign.label("sign"))
    found = db.session.execute(rows.where(*_in_time, *those, among(name, "names")), facts | {"names": meant})
    return [
        Order(product_id, row.member_id, row.occurred_at, row.sign)
        for row in found
        for product_id in called[key_of(row.name)]
    ]
