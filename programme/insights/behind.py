"""Who is behind a number: for each figure the members it counts, without those who have left since."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, literal, null, select, union_all

from community.db import db
from community.engagement.standing import Standing, Tier
from community.members import Member
from programme.insights.models import MemberKept, MemberMonth, TierStep
from programme.insights.months import begins, ends
from programme.insights.reading import Period

PAGE = 50
Rows = Select[*tuple[Any, ...]]


@dataclass(frozen=True)
class Asked:
    """Which figure it is; what a figure does not need is left out."""

    month: date | None = None
    tier: Tier | None = None
    category: str = ""
    period: Period | None = None
    joined: date | None = None


class NoSuchFigure(LookupError):
    """What was asked for names no figure."""


def behind(what: str, asked: Asked, skip: int = 0, limit: int = PAGE) -> Sequence[Row[*tuple[Any, ...]]]:
    """Each row says who; the rest is what the figure counts. Raises NoSuchFigure."""
    if what not in FIGURES:
        raise NoSuchFigure
    return db.session.execute(FIGURES[what](asked).offset(skip).limit(limit)).all()


def _people(*more: Any) -> Rows:  # noqa: ANN401  columns
    who = (Member.id, Member.handle, Member.name, Member.portrait, Standing.tier.label("stands"))
    here = select(*who, *more).select_from(Member).outerjoin(Standing, Standing.member_id == Member.id)
    return here.where(Member.left_at.is_(None))


def _of_tier(asked: Asked) -> Rows:
    """Those whose last step before the month ended led there; without a step one is Standard."""
    end, tier = ends(_month(asked)), _tier(asked)
    last = (
        select(TierStep.now)
        .where(TierStep.member_id == Member.id, TierStep.at < end)
        .order_by(TierStep.at.desc(), TierStep.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    there = func.coalesce(last, Tier.STANDARD.value) == tier.value
    return _people().where(Member.joined_at < end, there).order_by(Member.id)


def _came(asked: Asked) -> Rows:
    tier, month = _tier(asked), _month(asked)
    steps = _steps(TierStep.now == tier, month)
    if tier is not Tier.STANDARD:
        return _moved(steps)
    columns = (Member.id.label("member_id"), Member.joined_at.label("at"), null().label("was"))
    joined = select(*columns, literal(tier.value).label("now"))
    here = Member.joined_at >= begins(month), Member.joined_at < ends(month)
    return _moved(union_all(steps, joined.where(*here)))


def _went(asked: Asked) -> Rows:
    return _moved(_steps(TierStep.was == _tier(asked), _month(asked)))


def _steps(which: ColumnElement[bool], month: date) -> Rows:
    columns = (TierStep.member_id, TierStep.at, TierStep.was, TierStep.now)
    return select(*columns).where(which, TierStep.at >= begins(month), TierStep.at < ends(month))


def _moved(steps: Any) -> Rows:  # noqa: ANN401  one select, or two as one
    it = steps.subquery()
    moved = _people(it.c.at, it.c.was, it.c.now).join(it, it.c.member_id == Member.id)
    return moved.order_by(it.c.at.desc(), Member.id)


def _spent(asked: Asked) -> Rows:
    """Of one tier, or of all."""
    it = MemberMonth
    bought = _people(it.spent, it.orders).join(it, it.member_id == Member.id)
    bought = bought.where(it.month == _month(asked), (it.orders != 0) | (it.spent != 0))
    if asked.tier:
        bought = bought.where(it.tier == asked.tier)
    return bought.order_by(it.spent.desc(), Member.id)


def _of_category(asked: Asked) -> Rows:
    if asked.period is None or not asked.category:
        raise NoSuchFigure
    kept = (
        select(MemberKept.member_id, func.sum(MemberKept.amount).label("amount"))
        .where(MemberKept.category == asked.category, asked.period.has(MemberKept.month))
        .group_by(MemberKept.member_id)
        .having(func.sum(MemberKept.amount) != 0)
        .subquery()
    )
    spent = _people(kept.c.amount.label("spent")).join(kept, kept.c.member_id == Member.id)
    return spent.order_by(kept.c.amount.desc(), Member.id)


def _of_cohort(asked: Asked) -> Rows:
    """All of it who are here; of a tier now, or active in a month."""
    if asked.joined is None:
        raise NoSuchFigure
    it = MemberMonth
    here = _people(Member.joined_at.label("at"))
    if asked.month:
        active = (it.member_id == Member.id) & (it.month == asked.month) & (it.days > 0)
        here = _people(it.days).join(it, active)
    here = here.where(Member.joined_at >= begins(asked.joined), Member.joined_at < ends(asked.joined))
    if asked.tier:
        here = here.where(Standing.tier == asked.tier)
    return here.order_by(Member.id)


def _month(asked: Asked) -> date:
    if asked.month is None:
        raise NoSuchFigure
    return asked.month


def _tier(asked: Asked) -> Tier:
    if asked.tier is None:
        raise NoSuchFigure
    return asked.tier


FIGURES: Mapping[str, Callable[[Asked], Rows]] = {
    "tier": _of_tier,
    "came": _came,
    "went": _went,
    "spent": _spent,
    "category": _of_category,
    "cohort": _of_cohort,
}
