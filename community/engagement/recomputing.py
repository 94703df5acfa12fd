"""The same score from the beginning: measures of many members, by a few statements over the tallies."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import ColumnElement, Select, bindparam, case, exists, func, select
from sqlalchemy.orm import aliased

from community.db import db
from community.engagement.epochs import EVEN, Credibility
from community.engagement.favours import weigh
from community.engagement.policy import MILLI, PURCHASES, Policy
from community.engagement.standing import MEASURES, Measures, Standing
from community.engagement.tallies import BreadthTally, DayTally, GiverTally
from community.engagement.worths import Resonance
from community.statements import among

Pairs = defaultdict[tuple[int, int], Counter[date]]


def measures_from_tallies(member_id: int, since: date, policy: Policy) -> Measures:
    """Every measure of a member, of the window that begins on `since`, by the table her standing names."""
    return measures_of([member_id], since, policy)[member_id]


def measures_of(member_ids: Collection[int], since: date, policy: Policy) -> Mapping[int, Measures]:
    """The same of several at once. Must be flushed: the table is that of each one's standing."""
    of = {"ids": sorted(member_ids), "since": since}
    sums: dict[str, dict[int, int]] = {
        "spend": _numbers(_spend, of),
        "storefronts": _numbers(_kept, of | {"kind": "storefront"}),
        "categories": _numbers(_kept, of | {"kind": "category"}),
        "given": _given(of, policy),
        "received": _received(of, since, policy.resonance),
        "c": _numbers(_credible, of),
    }
    empty = dict.fromkeys(MEASURES, 0) | {"c": EVEN}
    return {id: {name: sums[name].get(id, empty[name]) for name in MEASURES} for id in member_ids}


def _numbers(columns: Select[int, int], of: Mapping[str, object]) -> dict[int, int]:
    return {int(member_id): int(number) for member_id, number in db.session.execute(columns, of)}


_spend = (
    select(DayTally.member_id, func.sum(DayTally.amount))
    .where(among(DayTally.member_id, "ids"), DayTally.deed.in_(PURCHASES), DayTally.day >= bindparam("since"))
    .group_by(DayTally.member_id)
)
_names = (
    select(BreadthTally.member_id, BreadthTally.name)
    .where(
        among(BreadthTally.member_id, "ids"),
        BreadthTally.kind == bindparam("kind"),
        BreadthTally.day >= bindparam("since"),
    )
    .group_by(BreadthTally.member_id, BreadthTally.name)
    .having(func.sum(BreadthTally.amount) > 0)
    .subquery()
)
_kept = select(_names.c.member_id, func.count()).group_by(_names.c.member_id)
_credible = (
    select(Credibility.member_id, Credibility.c)
    .join(Standing, (Standing.member_id == Credibility.member_id) & (Standing.epoch == Credibility.epoch))
    .where(among(Credibility.member_id, "ids"))
)


def _given(of: Mapping[str, object], policy: Policy) -> dict[int, int]:
    days = select(DayTally.member_id, DayTally.deed, DayTally.count).where(
        among(DayTally.member_id, "ids"),
        DayTally.deed.in_(policy.contribution),
        DayTally.day >= bindparam("since"),
    )
    sums: Counter[int] = Counter()
    for member_id, deed, count in db.session.execute(days, of):
        worth = policy.contribution[deed]
        sums[member_id] += min(count, worth.a_day) * worth.points * MILLI
    return sums


def _received(of: Mapping[str, object], since: date, resonance: Resonance) -> dict[int, int]:
    """Most pairs go one way: those are summed where they lie. The days of the others are weighed."""
    sums: Counter[int] = Counter()
    for row in db.session.execute(_favours(resonance, is_answered=False), of):
        sums[row.member_id] += resonance.points(row.times, 0, row.weight)
    given: Pairs = defaultdict(Counter)
    weights: dict[tuple[int, int], int] = {}
    for row in db.session.execute(_favours(resonance, is_answered=True), of):
        given[row.member_id, row.giver_id][row.day] += row.times
        weights[row.member_id, row.giver_id] = row.weight
    back = _back(of, resonance)
    for (member_id, giver_id), days in given.items():
        counts = weigh(days, back[giver_id, member_id], resonance.returned_within, since)
        weight = weights[member_id, giver_id]
        sums[member_id] += resonance.points(counts.whole, counts.returned, weight)
    return sums


def _favours(resonance: Resonance, *, is_answered: bool) -> Select[int, int, int, int]:
    """By giver, and by day where it matters, with what this giver weighs in the member's table."""
    weights = resonance.weights
    at_most = case((Credibility.kappa > MILLI, MILLI), else_=Credibility.kappa)
    told = func.coalesce(at_most, weights.unknown)
    weight = case((Standing.epoch.is_(None), weights.before_any), else_=told).label("weight")
    answered = _is_answered(resonance)
    favours = (
        select(GiverTally.member_id, GiverTally.giver_id, func.sum(GiverTally.count).label("times"), weight)
        .join(Standing, Standing.member_id == GiverTally.member_id)
        .outerjoin(
            Credibility,
            (Credibility.epoch == Standing.epoch) & (Credibility.member_id == GiverTally.giver_id),
        )
        .where(among(GiverTally.member_id, "ids"), GiverTally.deed.in_(resonance.deeds))
        .where(GiverTally.day >= bindparam("since"), answered if is_answered else ~answered)
        .group_by(GiverTally.member_id, GiverTally.giver_id, Standing.epoch, Credibility.kappa)
    )
    return favours.add_columns(GiverTally.day).group_by(GiverTally.day) if is_answered else favours


def _back(of: Mapping[str, object], resonance: Resonance) -> Pairs:
    """What those members gave, by who received it; of any age."""
    given: Pairs = defaultdict(Counter)
    days = select(GiverTally.member_id, GiverTally.giver_id, GiverTally.day, GiverTally.count.label("times"))
    days = days.where(among(GiverTally.giver_id, "ids"), GiverTally.deed.in_(resonance.deeds))
    for row in db.session.execute(days.where(_is_answered(resonance)), of):
        given[row.member_id, row.giver_id][row.day] += row.times
    return given


def _is_answered(resonance: Resonance) -> ColumnElement[bool]:
    """Between the two of a tally something went the other way as well."""
    other = aliased(GiverTally)
    return (
        exists()
        .where(other.member_id == GiverTally.giver_id, other.giver_id == GiverTally.member_id)
        .where(other.deed.in_(resonance.deeds), other.count > 0)
        .correlate(GiverTally)
    )
