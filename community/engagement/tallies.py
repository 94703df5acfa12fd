"""The roll-ups: counts from which every part of the score follows, whatever the order things came in."""

from collections.abc import Sequence
from datetime import date
from functools import cache

from sqlalchemy import BigInteger, Executable, ForeignKey, bindparam, func, select
from sqlalchemy.orm import Mapped, mapped_column

from community.belonging import NAMED, OWN
from community.db import Facts, Model, change, change_many, db, insert_or, rows
from community.engagement.activity import Deed
from community.engagement.at_hand import hand


class DayTally(Model):
    """What a member did on a day: how often, and for how much (minor units of CNY)."""

    __tablename__ = "day_tally"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, info=OWN)
    deed: Mapped[Deed] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    count: Mapped[int] = mapped_column(default=0)
    amount: Mapped[int] = mapped_column(BigInteger, default=0)


class GiverTally(Model):
    """What one member did for another on a day."""

    __tablename__ = "giver_tally"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, info=OWN)
    giver_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, info=NAMED)
    deed: Mapped[Deed] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    count: Mapped[int] = mapped_column(default=0)


class BreadthTally(Model):
    """What a member kept from one storefront, or of one category, on a day (minor units of CNY)."""

    __tablename__ = "breadth_tally"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, info=OWN)
    kind: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    amount: Mapped[int] = mapped_column(BigInteger, default=0)


def count_day(member_id: int, deed: Deed, day: date, by: int, amount: int) -> int:
    """Add to a day's tally; answers the new count."""
    if held := hand.get():
        return held.count_day((member_id, deed, day), by, amount)
    row = {"member_id": member_id, "deed": deed, "day": day, "count": by, "amount": amount}
    return _add(DayTally, row, "count")


def count_favour(member_id: int, giver_id: int, deed: Deed, day: date, by: int) -> int:
    """Add to what a giver did for a member on a day; answers the new count."""
    row = {"member_id": member_id, "giver_id": giver_id, "deed": deed, "day": day, "count": by}
    return _add(GiverTally, row, "count")


def count_kept(member_id: int, kind: str, name: str, day: date, amount: int, since: date) -> int:
    """Add to what was kept of a storefront or category; answers the new sum within the window."""
    if held := hand.get():
        return held.count_kept((member_id, kind, name), day, amount, since)
    what = {"member_id": member_id, "kind": kind, "name": name}
    _add(BreadthTally, {**what, "day": day, "amount": amount}, "amount")
    return int(rows(_kept, {**what, "since": since})[0][0] or 0)


# Every order asks this: it is put together once.
_kept = select(func.sum(BreadthTally.amount)).where(
    BreadthTally.member_id == bindparam("member_id"),
    BreadthTally.kind == bindparam("kind"),
    BreadthTally.name == bindparam("name"),
    BreadthTally.day >= bindparam("since"),
)


def _add(tally: type[Model], row: dict[str, object], answer: str) -> int:
    return int(change(_adding(db.engine.dialect.name, tally, answer), row).scalar_one())


def add_many(tally: type[Model], many: Sequence[Facts]) -> None:
    """Add to many rows; none may stand there twice."""
    change_many(_adding(db.engine.dialect.name, tally, None), many)


@cache
def _adding(_dialect: str, tally: type[Model], answer: str | None) -> Executable:
    """The row is made, or what it counts is added to the one that is there."""
    table = tally.__table__
    keys = [column.name for column in table.primary_key]
    adding = insert_or(tally).values({column.name: bindparam(column.name) for column in table.columns})
    more = {
        column.name: column + adding.excluded[column.name]
        for column in table.columns
        if column.name not in keys
    }
    made = adding.on_conflict_do_update(index_elements=keys, set_=more)
    counted: Executable = made.returning(table.c[answer]) if answer else made
    return counted
