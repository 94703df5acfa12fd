"""The figures, from the facts of members: months of tiers, of spending and of categories, and cohorts."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select

from community.db import Model, db
from community.engagement.standing import Standing, Tier
from community.members import Member
from programme.insights.models import (
    CategoryMonth,
    Cohort,
    CohortMonth,
    MemberKept,
    MemberMonth,
    SpentMonth,
    TierMonth,
    TierStep,
)
from programme.insights.months import KEPT, month_of, months, moved_on

Row = dict[str, Any]


def figures(this_month: date) -> dict[type[Model], list[Row]]:
    people = db.session.execute(_people).all()
    steps = db.session.execute(select(TierStep.at, TierStep.was, TierStep.now)).all()
    return {
        TierMonth: list(_tiers(people, steps, this_month)),
        SpentMonth: _rows(_spent),
        CategoryMonth: _rows(_categories),
        Cohort: _cohorts(people),
        CohortMonth: _rows(_active),
    }


def _tiers(people: Any, steps: Any, this_month: date) -> Iterator[Row]:  # noqa: ANN401  rows
    """Sums of who came and went since the beginning. Whoever is in no higher tier is Standard."""
    came, went = _moves(people, steps)
    if not people:
        return
    first = min(month for month, _tier in came)
    oldest, members = moved_on(this_month, 1 - KEPT), Counter[Tier]()
    for month in months(first, this_month):
        for tier in Tier:
            members[tier] += came[month, tier] - went[month, tier]
            if month >= oldest:
                row = {"month": month, "tier": tier, "members": members[tier]}
                yield row | {"came": came[month, tier], "went": went[month, tier]}


def _moves(people: Any, steps: Any) -> tuple[Counter[tuple[date, Tier]], Counter[tuple[date, Tier]]]:  # noqa: ANN401
    """One leaves the club from Standard, unless a step says from where."""
    came: Counter[tuple[date, Tier]] = Counter()
    went: Counter[tuple[date, Tier]] = Counter()
    for one in people:
        came[month_of(one.joined_at), Tier.STANDARD] += 1
        if one.left_at:
            went[month_of(one.left_at), Tier.STANDARD] += 1
    for step in steps:
        month = month_of(step.at)
        went[month, step.was] += 1
        if step.now:
            came[month, step.now] += 1
        else:
            went[month, Tier.STANDARD] -= 1
    return came, went


def _cohorts(people: Any) -> list[Row]:  # noqa: ANN401  rows
    rows: dict[date, Row] = {}
    for one in people:
        month = month_of(one.joined_at)
        row = rows.setdefault(month, {"joined": month, "came": 0, "here": 0, "super": 0, "apass": 0})
        row["came"] += 1
        if not one.left_at:
            row["here"] += 1
            row["super"] += one.tier is Tier.SUPER
            row["apass"] += one.tier is Tier.APASS
    return [rows[month] for month in sorted(rows)]


def _rows(figures: Select[*tuple[Any, ...]]) -> list[Row]:
    return [dict(row) for row in db.session.execute(figures).mappings()]


_people = select(Member.joined_at, Member.left_at, Standing.tier).outerjoin(
    Standing, Standing.member_id == Member.id
)
_spent = (
    select(
        MemberMonth.month,
        MemberMonth.tier,
        func.count().label("members"),
        func.sum(MemberMonth.orders).label("orders"),
        func.sum(MemberMonth.spent).label("spent"),
    )
    .where((MemberMonth.orders != 0) | (MemberMonth.spent != 0))
    .group_by(MemberMonth.month, MemberMonth.tier)
)
_categories = select(
    MemberKept.month, MemberKept.category, func.sum(MemberKept.amount).label("amount")
).group_by(MemberKept.month, MemberKept.category)
_active = (
    select(MemberMonth.joined, MemberMonth.month, func.count().label("active"))
    .where(MemberMonth.days > 0)
    .group_by(MemberMonth.joined, MemberMonth.month)
)
