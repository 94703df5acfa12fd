"""What would help next: what still counts today, the most for the least first, and purchases last."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from community.db import db
from community.engagement.activity import Deed
from community.engagement.epochs import EVEN
from community.engagement.policy import MILLI, Policy
from community.engagement.standing import Measures, Standing, parts, policy_of
from community.engagement.tallies import DayTally

SHOWN = 5
A_PURCHASE = 1_000  # CNY


@dataclass(frozen=True)
class Step:
    """`what` is a deed, or `favour`, `storefront`, `category`, `purchase`; points in thousandths."""

    what: str
    points: int
    left: int | None = None  # how often it still counts today


def next_steps(standing: Standing, today: date) -> list[Step]:
    """Only what would move the score today, under the rules it is counted by."""
    policy = policy_of(standing)
    done = _done_on(standing.member_id, today)
    free = sorted(_deeds(standing, policy, done), key=lambda step: -step.points)
    return [*free[:SHOWN], *_others(standing, policy)]


def _done_on(member_id: int, day: date) -> dict[Deed, int]:
    done = select(DayTally.deed, DayTally.count).where(DayTally.member_id == member_id, DayTally.day == day)
    return {row.deed: row[1] for row in db.session.execute(done)}


def _deeds(standing: Standing, policy: Policy, done: dict[Deed, int]) -> Iterator[Step]:
    for deed, worth in policy.contribution.items():
        left = worth.a_day - done.get(deed, 0)
        more = _more(standing, policy, given=worth.points * MILLI)
        if left > 0 and more:
            yield Step(deed, more, left)


def _others(standing: Standing, policy: Policy) -> Iterator[Step]:
    changes: dict[str, dict[str, int]] = {
        "favour": {"received": policy.resonance.points(1)},
        "storefront": {"storefronts": 1},
        "category": {"categories": 1},
        "purchase": {"spend": A_PURCHASE * 100},
    }
    for what, change in changes.items():
        if more := _more(standing, policy, **change):
            yield Step(what, more)


def _more(standing: Standing, policy: Policy, **change: int) -> int:
    now: Measures = standing.measures
    then = {name: value + change.get(name, 0) for name, value in now.items()}
    return sum(parts(then, policy).values()) - sum(parts(now, policy).values())


def is_doubted(standing: Standing) -> bool:
    """Below even, what depends on others counts only a share: that is the first thing to mend."""
    return standing.c < EVEN
