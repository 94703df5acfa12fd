"""A worker reads the tallies of some members at a time, and keeps what each did by month.

What is the same as last night is not written again.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlalchemy import case, delete, distinct, extract, func, insert, select

from community.db import Model, db
from community.engagement.activity import Deed
from community.engagement.policy import PURCHASES
from community.engagement.tallies import BreadthTally, DayTally
from community.members import Member
from community.statements import among
from programme.insights.models import MemberKept, MemberMonth
from programme.insights.months import month_of, moved_on
from programme.insights.stepping import Steps, tier_in
from programme.selection.metrics.deeds import ACTIVE

Row = dict[str, Any]
Rows = Mapping[int, list[Row]]  # of each member, in one order always


def keep_months(ids: Collection[int], steps: Mapping[int, Steps], first: date) -> None:
    """Must be called in a transaction. `first` is the oldest month that is kept."""
    of = {"ids": sorted(ids), "first": first}
    _keep(MemberMonth, of, _done(of, steps))
    _keep(MemberKept, of, _kept(of))


def _done(of: Row, steps: Mapping[int, Steps]) -> Rows:
    joined = {row.id: month_of(row.joined_at) for row in db.session.execute(_joined, of)}
    found: defaultdict[int, list[Row]] = defaultdict(list)
    for it in db.session.execute(_deeds.where(DayTally.day >= of["first"]), of):
        month = _month(it.number)
        facts = {"spent": int(it.spent), "orders": int(it.orders), "days": int(it.days)}
        if any(facts.values()):
            tier = tier_in(month, steps.get(it.member_id, ()))
            who = {"member_id": it.member_id, "month": month, "joined": joined[it.member_id], "tier": tier}
            found[it.member_id].append(who | facts)
    return found


def _kept(of: Row) -> Rows:
    found: defaultdict[int, list[Row]] = defaultdict(list)
    for it in db.session.execute(_categories.where(BreadthTally.day >= of["first"]), of):
        if it.amount:
            row = {"member_id": it.member_id, "month": _month(it.number), "category": it.name}
            found[it.member_id].append({**row, "amount": int(it.amount)})
    return found


def _keep(model: type[Model], of: Row, found: Rows) -> None:
    table = Model.metadata.tables[model.__tablename__]
    known: defaultdict[int, list[Row]] = defaultdict(list)
    here = select(table).where(among(table.c.member_id, "ids"))
    for row in db.session.execute(here.order_by(*table.primary_key.columns), of).mappings():
        known[row["member_id"]].append(dict(row))
    changed = [id for id in of["ids"] if known.get(id, []) != found.get(id, [])]
    if changed:
        db.session.execute(delete(model).where(among(table.c.member_id, "ids")), {"ids": changed})
    if rows := [row for id in changed for row in found.get(id, [])]:
        db.session.execute(insert(model), rows)


def _number(day: Any) -> Any:  # noqa: ANN401  an expression
    """A month as one number that both databases can group by."""
    return (extract("year", day) * 12 + extract("month", day) - 1).label("number")


def _month(number: Any) -> date:  # noqa: ANN401  whatever the database makes of it
    return moved_on(date(1, 1, 1), int(number) - 12)


_joined = select(Member.id, Member.joined_at).where(among(Member.id, "ids"))
_bought = DayTally.deed == Deed.PURCHASE_MADE
_active = DayTally.deed.in_(ACTIVE) & (DayTally.count > 0)
_deeds = (
    select(
        DayTally.member_id,
        _number(DayTally.day),
        func.sum(case((DayTally.deed.in_(PURCHASES), DayTally.amount), else_=0)).label("spent"),
        func.sum(case((_bought, DayTally.count), else_=0)).label("orders"),
        func.count(distinct(case((_active, DayTally.day)))).label("days"),
    )
    .where(among(DayTally.member_id, "ids"))
    .group_by(DayTally.member_id, "number")
    .order_by(DayTally.member_id, "number")
)
_categories = (
    select(
        BreadthTally.member_id,
        _number(BreadthTally.day),
        BreadthTally.name,
        func.sum(BreadthTally.amount).label("amount"),
    )
    .where(among(BreadthTally.member_id, "ids"), BreadthTally.kind == "category")
    .group_by(BreadthTally.member_id, "number", BreadthTally.name)
    .order_by(BreadthTally.member_id, "number", BreadthTally.name)
)
