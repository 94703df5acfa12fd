"""The ledger: each thing that moved a score is a line, and the lines of a member sum to the score exactly."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, select
from sqlalchemy.orm import Mapped, mapped_column

from community.belonging import NAMED, OWN
from community.db import Model, db
from community.engagement.activity import Activity
from community.engagement.at_hand import hand
from community.engagement.scoring import Move, moves_of_doer, moves_of_favour
from community.engagement.standing import Part, Standing, points_of, policy_of, standings_of
from community.engagement.tiers import mark

PART_OF = {
    "spend": Part.PURCHASES,
    "storefronts": Part.BREADTH,
    "categories": Part.BREADTH,
    "given": Part.CONTRIBUTION,
    "received": Part.RESONANCE,
}


class ScoreEntry(Model):
    """One line, in thousandths of points, with every factor that made it."""

    __tablename__ = "score_entry"
    __table_args__ = (Index("ix_score_entry_member_at", "member_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), info=OWN)
    activity_id: Mapped[int | None] = mapped_column(ForeignKey("activity.id"), index=True, info=NAMED)
    part: Mapped[Part]
    points: Mapped[int]
    at: Mapped[datetime]
    why: Mapped[dict[str, Any]]


def enter(activity: Activity, *, alone: bool = False) -> dict[int, int]:
    """Write what an activity is worth; answers how far each member's score moved, in thousandths.

    A reversal takes back what it names, once, however many name it; reversed itself, it gives back. Where it
    came before the thing it takes back, neither counts. `alone`: nothing can have named it yet.
    """
    if alone and not activity.reverses:
        return _apply(activity, 1, because=activity)
    first = _first(activity)
    if first is None:
        return {}
    counted = first is not activity and _stands(first, without=activity)
    counts = _stands(first)
    return _apply(first, 1 if counts else -1, because=activity) if counts != counted else {}


def _first(activity: Activity) -> Activity | None:
    """What a chain of reversals is about; none while part of it has not been told."""
    seen = {activity.key}
    while activity.reverses:
        if activity.reverses in seen:
            return None
        named = _named(activity.reverses)
        if named is None:
            return None
        activity = named
        seen.add(activity.key)
    return activity


def _stands(activity: Activity, without: Activity | None = None) -> bool:
    """Nothing that stands itself takes it back."""
    reversals = _taking_back(activity.key)
    return not any(_stands(reversal, without) for reversal in reversals if reversal is not without)


def _named(key: str) -> Activity | None:
    if held := hand.get():
        return held.named(key)
    return db.session.scalar(select(Activity).where(Activity.key == key))


def _taking_back(key: str) -> Sequence[Activity]:
    if held := hand.get():
        return held.taking_back(key)
    return db.session.scalars(select(Activity).where(Activity.reverses == key)).all()


def _apply(activity: Activity, sign: int, because: Activity) -> dict[int, int]:
    other = activity.counterparty_id or activity.member_id
    standings = standings_of({activity.member_id, other})
    doer, receiver = standings[activity.member_id], standings[other]
    moves = {activity.member_id: list(moves_of_doer(activity, sign, doer, policy_of(doer)))}
    if receiver is not doer:
        own, moves[other] = moves_of_favour(activity, sign, doer, receiver)
        moves[activity.member_id] += own
    moved = {id: _write(standings[id], some, because) for id, some in moves.items() if some}
    return {member_id: points for member_id, points in moved.items() if points}


def _write(standing: Standing, moves: Sequence[Move], because: Activity) -> int:
    policy, measures, moved = policy_of(standing), {**standing.measures}, 0
    for move in moves:
        part = PART_OF[move.measure]
        was = points_of(part, measures, policy)
        measures[move.measure] += move.change
        setattr(standing, move.measure, measures[move.measure])
        points = points_of(part, measures, policy) - was
        if points or move.is_told:
            _keep(_line(standing, because, part, points, move))
            moved += points
    standing.score += moved
    mark(standing, policy)
    return moved


def _line(standing: Standing, because: Activity, part: Part, points: int, move: Move) -> dict[str, Any]:
    return {
        "member_id": standing.member_id,
        "activity_id": because.id,
        "part": part,
        "points": points,
        "at": because.occurred_at,
        "why": {**move.why, "of": move.measure, "change": move.change},
    }


def _keep(line: dict[str, Any]) -> None:
    if held := hand.get():
        held.lines.append(line)
    else:
        db.session.add(ScoreEntry(**line))
