"""The roll-ups: counts from which every part of the score follows, whatever the order things came in."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import BigInteger, ForeignKey, func, select
from sqlalchemy.orm import Mapped, mapped_column

from community.db import Model, db, insert_or
from community.engagement.activity import Deed


class DayTally(Model):
    """What a member did on a day: how often, and for how much (minor units of CNY)."""

    __tablename__ = "day_tally"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True)
    deed: Mapped[Deed] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    count: Mapped[int] = mapped_column(default=0)
    amount: Mapped[int] = mapped_column(BigInteger, default=0)


class GiverTally(Model):
    """What one member did for another in a month (its first day)."""

    __tablename__ = "giver_tally"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True)
    giver_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True)
    count: Mapped[int] = mapped_column(default=0)


class BreadthTally(Model):
    """What a member kept from one storefront, or of one category, on a day (minor units of CNY)."""

    __tablename__ = "breadth_tally"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    amount: Mapped[int] = mapped_column(BigInteger, default=0)


def count_day(member_id: int, deed: Deed, day: date, by: int, amount: int) -> int:
    """Add to a day's tally; answers the new count."""
    row = {"member_id": member_id, "deed": deed, "day": day, "count": by, "amount": amount}
    plus = {"count": DayTally.count + by, "amount": DayTally.amount + amount}
    return _add(DayTally, row, plus, DayTally.count)


def count_favour(member_id: int, giver_id: int, day: date, by: int, since: date) -> int:
    """Add to what a giver did for a member; answers the new count within the window."""
    row = {"member_id": member_id, "giver_id": giver_id, "month": day.replace(day=1), "count": by}
    _add(GiverTally, row, {"count": GiverTally.count + by}, GiverTally.count)
    total = select(func.sum(GiverTally.count)).where(
        GiverTally.member_id == member_id,
        GiverTally.giver_id == giver_id,
        GiverTally.month >= since.replace(day=1),
    )
    return db.session.scalar(total) or 0


def count_kept(member_id: int, kind: str, name: str, day: date, amount: int, since: date) -> int:
    """Add to what was kept of a storefront or category; answers the new sum within the window."""
    row = {"member_id": member_id, "kind": kind, "name": name, "day": day, "amount": amount}
    _add(BreadthTally, row, {"amount": BreadthTally.amount + amount}, BreadthTally.amount)
    total = select(func.sum(BreadthTally.amount)).where(
        BreadthTally.member_id == member_id,
        BreadthTally.kind == kind,
        BreadthTally.name == name,
        BreadthTally.day >= since,
    )
    return db.session.scalar(total) or 0


def _add(tally: type[Model], row: dict[str, object], plus: Mapping[str, object], answer: Mapped[int]) -> int:
    keys = [column.name for column in tally.__table__.primary_key]
    statement = insert_or(tally).values(row).on_conflict_do_update(index_elements=keys, set_=plus)
    return int(db.session.scalar(statement.returning(answer)))
