"""What was bought of a trip: of all that was shown in its streams and kept on lists with its stops.

Counted at night, for a page that everybody reads: who orders what is a long book.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Row, Select, delete, or_, select
from sqlalchemy.orm import joinedload

from community import clock
from community.contributions import Audience, Contribution
from community.db import db, transaction
from community.genuine import doubt_of
from community.jobs import nightly
from community.products.models import Brand, Product
from livestream.figures.models import TripBought
from livestream.figures.orders import FEWEST, Order, orders_of
from livestream.shelf.models import Laid
from livestream.shelf.wares import item
from livestream.streams.models import Stream
from livestream.trips.keepsakes import Keepsake
from livestream.trips.models import Stop, Trip

LOOKING_ON = timedelta(weeks=8)  # after a trip
MOST = 24


@nightly
def count_what_was_bought() -> None:
    lately = (Trip.begins_at <= clock.now(), Trip.ends_at > clock.now() - LOOKING_ON)
    shown = (Trip.published_at.is_not(None), Trip.removed_at.is_(None))
    for trip_id in db.session.scalars(select(Trip.id).where(*lately, *shown)).all():
        count_of(db.session.get_one(Trip, trip_id))


def count_of(it: Trip) -> None:
    """In place of what was counted before."""
    until = it.ends_at + LOOKING_ON
    of: dict[int, list[Order]] = defaultdict(list)
    for order in orders_of(_things_of(it), since=it.begins_at):
        if order.at < until:
            of[order.product_id].append(order)
    with transaction():
        db.session.execute(delete(TripBought).where(TripBought.trip_id == it.id))
        db.session.add_all(_counted(it, product_id, orders) for product_id, orders in of.items())


def bought_of(it: Trip) -> Sequence[Row[Any]]:
    """What most members bought first; what fewer than three bought is not told."""
    columns: Select[*tuple[Any, ...]] = select(
        Product.id,
        Product.name,
        Product.photo,
        Brand.name.label("brand"),
        TripBought.orders,
        TripBought.returned,
        *doubt_of(Product.id),
    )
    told = columns.join(TripBought, TripBought.product_id == Product.id).outerjoin(
        Brand, Brand.id == Product.brand_id
    )
    enough = told.where(
        TripBought.trip_id == it.id, TripBought.buyers >= FEWEST, Product.shown_at.is_not(None)
    )
    order = (TripBought.buyers.desc(), Product.id)
    return db.session.execute(enough.order_by(*order).limit(MOST)).all()


def _counted(it: Trip, product_id: int, orders: Sequence[Order]) -> TripBought:
    made = [order for order in orders if order.sign > 0]
    buyers = len({order.member_id for order in made})
    facts = {"orders": len(made), "returned": len(orders) - len(made)}
    return TripBought(trip_id=it.id, product_id=product_id, buyers=buyers, **facts)


def _things_of(it: Trip) -> Sequence[Product]:
    laid = (
        select(item.product_id)
        .join(Laid, Laid.item_id == item.id)
        .join(Stream.__table__, Stream.__table__.c.id == Laid.stream_id)
        .where(Stream.__table__.c.trip_id == it.id)
    )
    kept = (
        select(item.product_id)
        .join(Keepsake, Keepsake.contribution_id == item.list_id)
        .join(Stop, Stop.id == Keepsake.stop_id)
        .join(Contribution.__table__, Contribution.id == item.list_id)
        .where(
            Stop.trip_id == it.id,
            item.private.is_(False),
            item.removed_at.is_(None),
            Contribution.audience == Audience.MEMBERS,
        )
    )
    those = select(Product).where(or_(Product.id.in_(laid), Product.id.in_(kept)))
    return db.session.scalars(those.options(joinedload(Product.brand)).order_by(Product.id)).all()
