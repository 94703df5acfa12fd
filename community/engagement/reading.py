"""What a member reads of the own score: the lines, the weeks, and how far it is to the next tier."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row, ScalarSelect, Select, func, select
from sqlalchemy.orm import aliased

from community import clock
from community.contributions import Contribution
from community.db import db
from community.engagement.activity import Activity
from community.engagement.ledger import ScoreEntry
from community.engagement.policy import MILLI, Policy
from community.engagement.standing import Standing, Tier
from community.members import Member

WEEKS = 12
PAGE = 30
Line = Row[Any]


def lines_of(member_id: int, before: int | None = None, limit: int | None = PAGE) -> Sequence[Line]:
    """The newest lines first, each with what it takes to say what happened; `before` is a line's id."""
    read = _lines(member_id).limit(limit)
    if before:
        edge = select(ScoreEntry.at).where(ScoreEntry.id == before).scalar_subquery()
        read = read.where((ScoreEntry.at < edge) | ((ScoreEntry.at == edge) & (ScoreEntry.id < before)))
    return db.session.execute(read).all()


def line_of(member_id: int, id: int) -> Line | None:
    return db.session.execute(_lines(member_id).where(ScoreEntry.id == id)).one_or_none()


def lines_about(member_id: int, keys: Collection[str]) -> Sequence[Line]:
    """What these deeds moved a member's score by, the newest first."""
    return db.session.execute(_lines(member_id).where(Activity.key.in_(keys))).all()


def _lines(member_id: int) -> Select[*tuple[Any, ...]]:
    doer = aliased(Member)
    return (
        select(
            ScoreEntry.id,
            ScoreEntry.at,
            ScoreEntry.part,
            ScoreEntry.points,
            ScoreEntry.why,
            Activity.id.label("activity_id"),
            Activity.key,
            Activity.recorded_at,
            Activity.deed,
            Activity.reverses,
            Activity.member_id.label("doer_id"),
            Activity.storefront,
            Activity.product,
            doer.name.label("doer"),
            doer.handle.label("doer_handle"),
            Contribution.id.label("contribution_id"),
            Contribution.kind,
            Contribution.title,
            Contribution.excerpt,
            Contribution.slug,
            Contribution.removed_at,
        )
        .outerjoin(Activity, Activity.id == ScoreEntry.activity_id)
        .outerjoin(doer, doer.id == Activity.member_id)
        .outerjoin(Contribution, Contribution.id == Activity.contribution_id)
        .where(ScoreEntry.member_id == member_id)
        .order_by(ScoreEntry.at.desc(), ScoreEntry.id.desc())
    )


@dataclass(frozen=True)
class Week:
    """A week of a score: where it ended and how far it moved, in thousandths of points."""

    begins: date
    moved: int
    score: int


def weeks_of(standing: Standing, weeks: int = WEEKS) -> list[Week]:
    """The last weeks up to today, the oldest first."""
    first = clock.now() - timedelta(weeks=weeks)
    days = db.session.execute(
        select(func.date(ScoreEntry.at), func.sum(ScoreEntry.points))
        .where(ScoreEntry.member_id == standing.member_id, ScoreEntry.at > first)
        .group_by(func.date(ScoreEntry.at))
    )
    moved = [0] * weeks
    for day, points in days:
        age = (clock.today() - date.fromisoformat(str(day))).days
        moved[max(0, weeks - 1 - age // 7)] += int(points)
    told, score = [], standing.score
    for back, points in enumerate(reversed(moved)):
        told.append(Week(clock.today() - timedelta(days=7 * back + 6), points, score))
        score -= points
    return told[::-1]


@dataclass(frozen=True)
class Ahead:
    """The next tier: how many points away, and in how many weeks at the pace of the last four."""

    tier: Tier
    points: int
    weeks: int | None


def ahead(standing: Standing, weeks: list[Week], policy: Policy) -> Ahead | None:
    """Nothing lies ahead of Apass. The way to it is also by invitation only."""
    if standing.tier is Tier.APASS:
        return None
    goals = {Tier.STANDARD: (Tier.SUPER, policy.tiers.super), Tier.SUPER: (Tier.APASS, policy.tiers.apass)}
    tier, threshold = goals[standing.tier]
    missing = max(0, threshold * MILLI - standing.score)
    pace = sum(week.moved for week in weeks[-4:]) / 4
    return Ahead(tier, -(-missing // MILLI), round(missing / pace) or 1 if pace > 0 and missing else None)


def moved_since(member: Any, moment: Any) -> ScalarSelect[int]:  # noqa: ANN401  ids and moments, or places
    """For queries: how far a score moved since then, in thousandths of points; nothing: not at all."""
    lines = select(func.sum(ScoreEntry.points))
    return lines.where(ScoreEntry.member_id == member, ScoreEntry.at >= moment).scalar_subquery()
