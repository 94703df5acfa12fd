"""The same score from the beginning: measures summed from the tallies, and the window moved on."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Row, func, select

from community import clock
from community.db import db, transaction
from community.engagement.activity import Deed
from community.engagement.ledger import ScoreEntry
from community.engagement.policy import MILLI, PURCHASES, Policy, policy_on
from community.engagement.standing import Measures, Part, Standing, first_day, parts, standing_of
from community.engagement.tallies import BreadthTally, DayTally, GiverTally
from community.jobs import nightly


def measures_from_tallies(member_id: int, since: date, policy: Policy) -> Measures:
    """Every measure of a member, of the window that begins on `since`."""
    return {
        "spend": _spend(member_id, since),
        "storefronts": _kept(member_id, "storefront", since),
        "categories": _kept(member_id, "category", since),
        "given": _given(member_id, since, policy),
        "received": _received(member_id, since, policy),
    }


def move_window(member_id: int, today: date) -> int:
    """Let what is older than the window leave it; answers how far the score moved, in thousandths."""
    policy = policy_on(today)
    with transaction():
        standing = standing_of(member_id)
        since = first_day(today, policy)
        before = parts(standing.measures, policy)
        for name, value in measures_from_tallies(member_id, since, policy).items():
            setattr(standing, name, value)
        standing.since = since
        after = parts(standing.measures, policy)
        for part in Part:
            _explain(standing, part, after[part] - before[part])
        moved = sum(after.values()) - standing.score
        standing.score += moved
    return moved


@nightly
def move_windows() -> None:
    """Every member's twelve months move on by a day."""
    today = clock.today()
    behind = select(Standing.member_id).where(Standing.since < first_day(today, policy_on(today)))
    for member_id in db.session.scalars(behind).all():
        move_window(member_id, today)


def _explain(standing: Standing, part: Part, points: int) -> None:
    if points:
        line = ScoreEntry(
            member_id=standing.member_id,
            part=part,
            points=points,
            at=clock.now(),
            why={"of": "window"},
        )
        db.session.add(line)


def _spend(member_id: int, since: date) -> int:
    total = select(func.sum(DayTally.amount)).where(
        DayTally.member_id == member_id, DayTally.deed.in_(PURCHASES), DayTally.day >= since
    )
    return int(db.session.scalar(total) or 0)


def _kept(member_id: int, kind: str, since: date) -> int:
    names = (
        select(BreadthTally.name)
        .where(
            BreadthTally.member_id == member_id,
            BreadthTally.kind == kind,
            BreadthTally.day >= since,
        )
        .group_by(BreadthTally.name)
        .having(func.sum(BreadthTally.amount) > 0)
    )
    return db.session.scalar(select(func.count()).select_from(names.subquery())) or 0


def _given(member_id: int, since: date, policy: Policy) -> int:
    days: Sequence[Row[Deed, int]] = db.session.execute(
        select(DayTally.deed, DayTally.count).where(
            DayTally.member_id == member_id,
            DayTally.deed.in_(policy.contribution),
            DayTally.day >= since,
        )
    ).all()
    worth = policy.contribution
    return sum(min(count, worth[deed].a_day) * worth[deed].points * MILLI for deed, count in days)


def _received(member_id: int, since: date, policy: Policy) -> int:
    givers = (
        select(func.sum(GiverTally.count))
        .where(GiverTally.member_id == member_id, GiverTally.month >= since.replace(day=1))
        .group_by(GiverTally.giver_id)
    )
    return sum(policy.resonance.points(favours) for favours in db.session.scalars(givers))
