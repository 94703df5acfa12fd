"""Did it lift sales? Orders of what was shown, week by week before and after; what went back is taken off."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from community import clock
from community.db import db
from community.products.models import Product
from livestream.figures.orders import FEWEST, Order, orders_of
from livestream.shelf.models import Laid
from livestream.shelf.wares import item
from livestream.streams.models import Stream

BEFORE, AFTER = 4, 4  # weeks
A_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Week:
    """`number`: 0 begins with the stream, -1 ends with it; `kept`: orders less returns."""

    number: int
    orders: int
    returned: int
    buyers: int

    @property
    def kept(self) -> int:
        return self.orders - self.returned

    @property
    def has_few(self) -> bool:
        return 0 < self.buyers < FEWEST


@dataclass(frozen=True)
class Sales:
    weeks: Sequence[Week]
    products: int
    whole: int  # weeks since the stream that are over

    @property
    def is_empty(self) -> bool:
        return not any(week.buyers for week in self.weeks)

    @property
    def highest(self) -> int:
        return max((week.kept for week in self.weeks if not week.has_few), default=0)

    @property
    def before(self) -> float:
        """Kept orders a week, on average."""
        return _a_week([week for week in self.weeks if week.number < 0])

    @property
    def after(self) -> float:
        """Of weeks that are over: the one that runs is not comparable yet."""
        return _a_week([week for week in self.weeks if 0 <= week.number < self.whole])

    @property
    def lift(self) -> int | None:
        """In percent; none where too few bought, or nobody before, and in the first week."""
        if any(week.has_few for week in self.weeks) or self.before <= 0 or not self.whole:
            return None
        return round((self.after - self.before) * 100 / self.before)


def sales_of(it: Stream) -> Sales | None:
    """None before it began, and where nothing was shown."""
    products = _shown_in(it)
    if not products or not it.begun_at:
        return None
    begun, orders = it.begun_at, orders_of(products, since=it.begun_at - BEFORE * A_WEEK)
    passed = (clock.now() - begun) // A_WEEK
    weeks = min(AFTER, passed + 1)
    placed = [(order, (order.at - begun) // A_WEEK) for order in orders]
    return Sales(
        [_week(number, [one for one, at in placed if at == number]) for number in range(-BEFORE, weeks)],
        len(products),
        min(passed, AFTER),
    )


def _shown_in(it: Stream) -> Sequence[Product]:
    laid = select(item.product_id).join(Laid, Laid.item_id == item.id).where(Laid.stream_id == it.id)
    shown = select(Product).where(Product.id.in_(laid)).options(joinedload(Product.brand))
    return db.session.scalars(shown.order_by(Product.id)).all()


def _week(number: int, orders: Sequence[Order]) -> Week:
    made = sum(one.sign > 0 for one in orders)
    return Week(number, made, len(orders) - made, len({one.member_id for one in orders}))


def _a_week(weeks: Sequence[Week]) -> float:
    return sum(week.kept for week in weeks) / len(weeks) if weeks else 0.0
