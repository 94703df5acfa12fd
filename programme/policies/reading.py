"""What managers read of proposals: all of them, and whom one would move, by how much and by which part."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import joinedload

from community.db import db
from community.engagement.policy import MILLI
from community.engagement.standing import Part, Tier
from community.members import Member
from programme.policies.models import PolicyOutcome, PolicyProposal

PAGE = 50
HEAD = ("handle", "tier", "leads to, before", "leads to, after", "before", "after", "change")
WHEN = ("before", "after")


def proposals(before: int | None = None, limit: int = PAGE) -> Sequence[PolicyProposal]:
    """The newest first."""
    listed = select(PolicyProposal).order_by(PolicyProposal.id.desc()).limit(limit)
    if before:
        listed = listed.where(PolicyProposal.id < before)
    return db.session.scalars(listed.options(joinedload(PolicyProposal.proposed_by))).all()


def groups() -> dict[str, ColumnElement[bool]]:
    """Those whom one may look at by themselves."""
    it = PolicyOutcome
    found: dict[str, ColumnElement[bool]] = {
        "all": it.proposal_id.is_not(None),
        "up": it.after > it.before,
        "down": it.after < it.before,
    }
    for tier in (Tier.SUPER, Tier.APASS):
        found[f"enter-{tier}"] = (it.will == tier) & (it.was != tier)
        found[f"leave-{tier}"] = (it.was == tier) & (it.will != tier)
    return found


def movers(
    it: PolicyProposal, group: str = "all", skip: int = 0, limit: int = PAGE
) -> Sequence[PolicyOutcome]:
    """The largest first."""
    order = (PolicyOutcome.size.desc(), PolicyOutcome.member_id)
    mine = _of(it, group).order_by(*order).offset(skip).limit(limit)
    return db.session.scalars(mine.options(joinedload(PolicyOutcome.member))).all()


def movers_in(it: PolicyProposal, group: str) -> int:
    counted = select(func.count()).select_from(_of(it, group).subquery())
    return db.session.scalar(counted) or 0


def table_of(it: PolicyProposal) -> list[Sequence[object]]:
    """Every mover as a row for a spreadsheet; points with three decimals."""
    one = PolicyOutcome
    columns = select(Member.handle, one.tier, one.was, one.will, one.before, one.after, one.parts)
    moved = columns.join(Member, Member.id == one.member_id).where(one.proposal_id == it.id)
    found = db.session.execute(moved.order_by(one.size.desc(), one.member_id))
    return [[*HEAD, *(f"{part}, {when}" for part in Part for when in WHEN)], *map(_row, map(tuple, found))]


def _row(row: tuple[Any, ...]) -> Sequence[object]:
    handle, tier, was, will, before, after, parts = row
    numbers = (before, after, after - before, *(number for part in Part for number in parts[part]))
    return [handle, tier, was, will, *(number / MILLI for number in numbers)]


def _of(it: PolicyProposal, group: str) -> Select[PolicyOutcome]:
    return select(PolicyOutcome).where(PolicyOutcome.proposal_id == it.id, groups()[group])
