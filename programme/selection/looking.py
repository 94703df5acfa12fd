"""A worker goes through the club with the criteria of a round, and keeps who passes and the values it saw."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, delete, insert, select

from community import clock
from community.db import db, transaction
from community.engagement.policy import MILLI
from community.engagement.standing import Standing, Tier
from community.jobs import job
from community.members import Member, Role
from programme.selection.criteria import CriteriaSet, Criterion
from programme.selection.models import NEAR, Candidacy, InvitationRound, RoundState, RoundStep, Taken
from programme.selection.windows import Window, begins

ONE_OF_TEN = 10  # a near miss lacks at most this part of all weights
CANDIDATES = (Role.MEMBER, Role.BLOGGER)  # those who speak for the club are not invited by it
AT_ONCE = 500  # rows


@dataclass(frozen=True)
class Seen:
    """A member and what was seen of her; `missing` is what must be and is not."""

    member_id: int
    values: Mapping[str, int]
    missing: tuple[str, ...]
    weight: int
    score: int

    @property
    def place(self) -> tuple[int, int, int]:
        """More criteria first, then the higher score, then who came earlier."""
        return -self.weight, -self.score, self.member_id


@dataclass(frozen=True)
class Look:
    considered: int
    passing: list[Seen]  # in rank
    near: list[Seen]


def look_through(criteria: CriteriaSet, now: datetime) -> Look:
    """What must be is asked first, of everybody; the rest only of those who lack at most one of it."""
    scores = {one.id: one.score for one in db.session.execute(candidates())}
    seen = _Measures(now)
    missing = _missing(criteria, seen, scores)
    within_reach = {id for id, names in missing.items() if len(names) <= 1}
    values = {it.name: seen.of(it, within_reach) for it in criteria.criterion}
    found = []
    for id in within_reach:
        mine = {name: of.get(id, 0) for name, of in values.items()}
        found.append(Seen(id, mine, tuple(missing[id]), criteria.weight_of(mine), scores[id] // MILLI))
    found.sort(key=lambda one: one.place)
    return Look(len(scores), [it for it in found if _passes(it, criteria)], _near(found, criteria))


def candidates() -> Select[int, int]:
    """Whoever may be invited, with the score in thousandths: here, not Apass yet, not asked just now."""
    asked = select(Candidacy.member_id).where(
        Candidacy.invited_at.is_not(None),
        Candidacy.accepted_at.is_(None),
        Candidacy.declined_at.is_(None),
        Candidacy.expired_at.is_(None),
    )
    return (
        select(Member.id, Standing.score)
        .join(Standing, Standing.member_id == Member.id)
        .where(Member.role.in_(CANDIDATES), Member.suspended_at.is_(None), Member.leaves_at.is_(None))
        .where(Member.left_at.is_(None), Standing.tier != Tier.APASS, Member.id.not_in(asked))
    )


@job
def look(round_id: int, wanted: str) -> None:
    """`wanted` is when it was asked for: where it was asked for again since, it is left to that one."""
    it = db.session.get(InvitationRound, round_id)
    if not it or it.state is not RoundState.LOOKING or it.prepared_at.isoformat() != wanted:
        return
    found = look_through(it.asks, clock.now())
    with transaction():
        db.session.refresh(it, with_for_update={"of": InvitationRound})
        if it.state is RoundState.LOOKING and it.prepared_at.isoformat() == wanted:
            _keep(it, found)


def _keep(it: InvitationRound, found: Look) -> None:
    """As many as could ever move up; of the others only how many they are."""
    reserve = found.passing[: 2 * it.capacity + NEAR]
    db.session.execute(delete(Candidacy).where(Candidacy.round_id == it.id))
    ranked = [_row(it.id, one, rank) for rank, one in enumerate(reserve, 1)]
    rows = ranked + [_row(it.id, one, None) for one in found.near]
    for first in range(0, len(rows), AT_ONCE):
        db.session.execute(insert(Candidacy), rows[first : first + AT_ONCE])
    it.looked_at, it.considered, it.passed = clock.now(), found.considered, len(found.passing)
    db.session.add(RoundStep(round_id=it.id, what=Taken.LOOKED, number=found.considered))


def _row(round_id: int, one: Seen, rank: int | None) -> dict[str, object]:
    facts = {"member_id": one.member_id, "weight": one.weight, "score": one.score, "saw": dict(one.values)}
    return {"round_id": round_id, "rank": rank, **facts}


def _missing(criteria: CriteriaSet, seen: "_Measures", ids: Collection[int]) -> dict[int, list[str]]:
    missing: dict[int, list[str]] = {id: [] for id in ids}
    for it in criteria.mandatory:
        values = seen.of(it)
        for id, names in missing.items():
            if not it.is_met_by(values.get(id, 0)):
                names.append(it.name)
    return missing


def _passes(it: Seen, criteria: CriteriaSet) -> bool:
    return not it.missing and it.weight >= criteria.enough


def _near(found: list[Seen], criteria: CriteriaSet) -> list[Seen]:
    """One thing that must be is missing, or a little of the weights; never both."""
    almost = criteria.enough - criteria.weights // ONE_OF_TEN
    near = [it for it in found if it.weight >= (criteria.enough if it.missing else almost)]
    return [it for it in near if not _passes(it, criteria)][:NEAR]


class _Measures:
    """Each metric is asked once for each window."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.known: dict[tuple[str, Window], Mapping[int, int]] = {}

    def of(self, it: Criterion, ids: Collection[int] | None = None) -> Mapping[int, int]:
        if it.asked not in self.known:
            everybody = it.measure.measured(begins(it.looks, self.now))
            kept = ids if ids is not None else everybody
            self.known[it.asked] = {id: everybody[id] for id in kept if id in everybody}
        return self.known[it.asked]
