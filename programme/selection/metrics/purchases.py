"""What a member buys, keeps and returns, from the day and breadth tallies."""

from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, case, distinct, extract, func, select

from community.engagement.activity import Deed
from community.engagement.policy import PURCHASES
from community.engagement.tallies import BreadthTally, DayTally
from programme.selection.metrics import metric
from programme.selection.units import Unit

Values = Select[*tuple[Any, ...]]
MADE, RETURNED = DayTally.deed == Deed.PURCHASE_MADE, DayTally.deed == Deed.PURCHASE_RETURNED
bought = func.sum(case((MADE, DayTally.amount), else_=0))
went_back = -func.sum(case((RETURNED, DayTally.amount), else_=0))
orders = func.sum(case((MADE, DayTally.count), else_=0))


def _of_purchases(value: ColumnElement[Any], since: datetime) -> Values:
    return (
        select(DayTally.member_id, value)
        .where(DayTally.deed.in_(PURCHASES), DayTally.day >= since.date())
        .group_by(DayTally.member_id)
    )


@metric("spend", Unit.CNY, lambda: _("Bought and kept"))
def spend(since: datetime) -> Values:
    return _of_purchases(func.sum(DayTally.amount), since)


@metric("orders", Unit.TIMES, lambda: _("Orders"))
def ordered(since: datetime) -> Values:
    return _of_purchases(orders, since)


@metric("average_order", Unit.CNY, lambda: _("Worth of an order on average"))
def average_order(since: datetime) -> Values:
    return _of_purchases(bought / func.nullif(orders, 0), since)


@metric("returned", Unit.CNY, lambda: _("Sent back"))
def returned(since: datetime) -> Values:
    return _of_purchases(went_back, since)


@metric("return_rate", Unit.PERCENT, lambda: _("Share of what was bought that went back"))
def return_rate(since: datetime) -> Values:
    return _of_purchases(went_back * 100 / func.nullif(bought, 0), since)


@metric("shopping_days", Unit.DAYS, lambda: _("Days with an order"))
def shopping_days(since: datetime) -> Values:
    return _of_purchases(func.count(distinct(case((MADE & (DayTally.count > 0), DayTally.day)))), since)


@metric("shopping_months", Unit.TIMES, lambda: _("Calendar months with an order"))
def shopping_months(since: datetime) -> Values:
    month = extract("year", DayTally.day) * 12 + extract("month", DayTally.day)
    return _of_purchases(func.count(distinct(case((MADE & (DayTally.count > 0), month)))), since)


@metric("largest_day", Unit.CNY, lambda: _("Bought on the largest day"))
def largest_day(since: datetime) -> Values:
    return _of_purchases(func.max(case((MADE, DayTally.amount), else_=0)), since)


def _kept(kind: str, since: datetime) -> Any:  # noqa: ANN401  a subquery
    """What was kept from each storefront, or of each category."""
    worth = func.sum(BreadthTally.amount)
    return (
        select(BreadthTally.member_id, worth.label("worth"))
        .where(BreadthTally.kind == kind, BreadthTally.day >= since.date())
        .group_by(BreadthTally.member_id, BreadthTally.name)
        .having(worth > 0)
        .subquery()
    )


def _how_many(kind: str, since: datetime) -> Values:
    each = _kept(kind, since)
    return select(each.c.member_id, func.count()).group_by(each.c.member_id)


def _largest_share(kind: str, since: datetime) -> Values:
    each = _kept(kind, since)
    share = func.max(each.c.worth) * 100 / func.sum(each.c.worth)
    return select(each.c.member_id, share).group_by(each.c.member_id)


@metric("storefronts", Unit.TIMES, lambda: _("Storefronts with something kept"))
def storefronts(since: datetime) -> Values:
    return _how_many("storefront", since)


@metric("categories", Unit.TIMES, lambda: _("Kinds of goods kept"))
def categories(since: datetime) -> Values:
    return _how_many("category", since)


@metric("main_storefront_share", Unit.PERCENT, lambda: _("Share of one storefront in all that was kept"))
def main_storefront_share(since: datetime) -> Values:
    return _largest_share("storefront", since)


@metric("main_category_share", Unit.PERCENT, lambda: _("Share of one kind of goods in all that was kept"))
def main_category_share(since: datetime) -> Values:
    return _largest_share("category", since)
