"""What a night does to scores: the window moves, new rules and a new table of credibility take hold.

Where fraud is proven, the table changes by day.

Each moves a score by lines of its own, so that whoever reads them knows which it was.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from enum import StrEnum
from functools import partial

from sqlalchemy import select

from community import clock
from community.db import after_commit, db, transaction
from community.engagement.epochs import epoch_on
from community.engagement.ledger import ScoreEntry
from community.engagement.policy import Policy, policy_on
from community.engagement.recomputing import measures_of
from community.engagement.standing import (
    Measures,
    Part,
    Standing,
    first_day,
    parts,
    policy_of,
    standings_of,
)
from community.engagement.tallies import GiverTally
from community.engagement.tiers import mark, settle
from community.jobs import job, later, nightly
from community.realtime import room_of, tell

AT_ONCE = 500  # members


class Because(StrEnum):
    """Why a score moved though nobody did anything; the word stands in the line."""

    WINDOW = "window"
    RULES = "rules"
    EPOCH = "epoch"
    FOUND = "found"
    CLEARED = "cleared"


@nightly
def move_windows() -> None:
    """Everybody's twelve months move on by a day; some members at a time."""
    with transaction():
        later(move_some, 0)


@job
def move_some(after: int) -> None:
    """The next members by id. Run again, it finds nothing left to move."""
    ids = select(Standing.member_id).where(Standing.member_id > after).order_by(Standing.member_id)
    some = db.session.scalars(ids.limit(AT_ONCE)).all()
    move_on(some, clock.today())
    if len(some) == AT_ONCE:
        with transaction():
            later(move_some, some[-1])


def move_window(member_id: int, today: date) -> int:
    """One member's; answers how far the score moved, in thousandths."""
    return move_on([member_id], today)[member_id]


def move_on(member_ids: Collection[int], today: date) -> dict[int, int]:
    """Several at once, in one transaction and a number of statements that does not grow with them."""
    policy = policy_on(today)
    first, epoch = first_day(today, policy), epoch_on(today)
    with transaction():
        standings = list(standings_of(member_ids).values())
        before = {it.member_id: it.score for it in standings}
        _turn(standings, Because.RULES, policy=policy.name)
        _turn(standings, Because.WINDOW, since=first)
        _turn(standings, Because.EPOCH, epoch=epoch)
        for standing in standings:
            settle(standing, today, policy)
        return _told(standings, before)


@job
def weigh_anew(giver_id: int) -> None:
    """Whose word weighs otherwise at once: everybody this giver did something for is counted again."""
    receivers = select(GiverTally.member_id).where(GiverTally.giver_id == giver_id).distinct()
    ids = db.session.scalars(receivers.order_by(GiverTally.member_id)).all()
    for first in range(0, len(ids), AT_ONCE):
        with transaction():
            count_anew(ids[first : first + AT_ONCE], Because.EPOCH)


def count_anew(member_ids: Collection[int], because: Because) -> None:
    """By what they are counted by already, which was changed. Must be called inside a transaction."""
    standings = list(standings_of(member_ids).values())
    before = {it.member_id: it.score for it in standings}
    _recount(standings, because)
    _told(standings, before)


def _told(standings: Collection[Standing], before: Mapping[int, int]) -> dict[int, int]:
    """How far each moved, in thousandths; whoever has a page open and did move sees it there."""
    moved = {it.member_id: it.score - before[it.member_id] for it in standings}
    for standing in standings:
        if points := moved[standing.member_id]:
            facts = {"score": standing.points, "moved": points, "url": "/passport"}
            after_commit(partial(tell, room_of(standing.member_id), "score.moved", facts))
    return moved


def _turn(standings: Iterable[Standing], because: Because, **to: str | date | None) -> None:
    """Count those by something else who are not yet counted by it."""
    (name, value), *_none = to.items()
    behind = [it for it in standings if getattr(it, name) != value]
    was = {it.member_id: policy_of(it) for it in behind}
    for standing in behind:
        setattr(standing, name, value)
    _recount(behind, because, was)


def _recount(
    standings: Collection[Standing], because: Because, was: Mapping[int, Policy] | None = None
) -> None:
    """`was`: by which rules each was counted until now."""
    measures = _measured(standings)
    for standing in standings:
        before = parts(standing.measures, (was or {}).get(standing.member_id) or policy_of(standing))
        for name, value in measures[standing.member_id].items():
            setattr(standing, name, value)
        after = parts(standing.measures, policy_of(standing))
        for part in Part:
            _explain(standing, part, after[part] - before[part], because)
        standing.score += sum(after.values()) - sum(before.values())
        mark(standing, policy_of(standing))


def _measured(standings: Collection[Standing]) -> dict[int, Measures]:
    """Those who are counted by the same are counted together."""
    db.session.flush()
    found: dict[int, Measures] = {}
    alike: dict[tuple[date, str], list[Standing]] = defaultdict(list)
    for standing in standings:
        alike[standing.since, standing.policy].append(standing)
    for (since, _name), some in alike.items():
        found |= measures_of([it.member_id for it in some], since, policy_of(some[0]))
    return found


def _explain(standing: Standing, part: Part, points: int, because: Because) -> None:
    if points:
        line = ScoreEntry(
            member_id=standing.member_id,
            part=part,
            points=points,
            at=clock.now(),
            why={"of": because},
        )
        db.session.add(line)
