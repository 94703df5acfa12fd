"""An attack is played day by day, every night's work done, and all that it moved is looked at."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select

from community import clock
from community.db import db
from community.engagement.ledger import ScoreEntry
from community.engagement.standing import Part, Standing, Tier, parts, policy_of
from programme.attacks.clubs import BEGINS, Club, Size, club_here
from programme.attacks.living import live, night
from programme.attacks.schemes import Scheme, arrive, chain

FROM_NOON_TO_NIGHT = timedelta(hours=15)
NEVER = 10_000  # days


@dataclass(frozen=True)
class Stood:
    """Where everybody stood in the end, in thousandths of points; the order is that of the club."""

    honest: Sequence[int]
    attackers: Sequence[int]
    by_others: Sequence[int]  # resonance and credibility of the attackers
    rose: Sequence[int]  # the day on which each attacker became Super
    honest_rose: Sequence[int]
    adds_up: bool


def lived(size: Size, scheme: Scheme, heard: Callable[[int], object] = lambda _day: None) -> Stood:
    """In the settled club that is here. `heard` is told how many days are over."""
    club = club_here(size)
    with clock.stopped(BEGINS):
        arrive(club, by_invitation=scheme is chain)
    rose: dict[int, int] = {}
    for day in range(size.days):
        with clock.stopped(BEGINS + timedelta(days=day)):
            live(club)
            scheme(club, day)
        with clock.stopped(BEGINS + timedelta(days=day) + FROM_NOON_TO_NIGHT):
            night()
        rose = dict.fromkeys(_super(), day) | rose
        heard(day + 1)
    return _stood(club, rose)


def _super() -> list[int]:
    return list(db.session.scalars(select(Standing.member_id).where(Standing.tier != Tier.STANDARD)))


def _stood(club: Club, rose: dict[int, int]) -> Stood:
    db.session.expire_all()
    found = {it.member_id: it for it in db.session.scalars(select(Standing))}
    return Stood(
        honest=[found[one].score for one in club.honest],
        attackers=[found[one].score for one in club.attackers],
        by_others=[_by_others(found[one]) for one in club.attackers],
        rose=[rose.get(one, NEVER) for one in club.attackers],
        honest_rose=[rose.get(one, NEVER) for one in club.honest],
        adds_up=_adds_up(found.values()),
    )


def _by_others(standing: Standing) -> int:
    worth = parts(standing.measures, policy_of(standing))
    return worth[Part.RESONANCE] + worth[Part.CREDIBILITY]


def _adds_up(standings: Iterable[Standing]) -> bool:
    """Every score is the sum of its lines."""
    summed = select(ScoreEntry.member_id, func.sum(ScoreEntry.points)).group_by(ScoreEntry.member_id)
    sums = {row[0]: row[1] for row in db.session.execute(summed)}
    return all(it.score == sums.get(it.member_id, 0) for it in standings)
