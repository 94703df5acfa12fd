"""What two members did for each other, and how much of it counts.

A favour that is returned within some days counts a part, its return nothing; on one day both are returned.
So it follows from counts by day alone, in whatever order they became known.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import bindparam, or_, select

from community.db import rows
from community.engagement.activity import Deed
from community.engagement.epochs import Credibility
from community.engagement.tallies import GiverTally
from community.engagement.worths import MILLI, Resonance

Days = Mapping[date, int]


class Kind(StrEnum):
    """How a favour counts."""

    WHOLE = "whole"
    RETURNED = "returned"
    RETURN = "return"


@dataclass(frozen=True)
class Weighed:
    """How many favours of one giver count whole, how many were returned, how many were a return."""

    whole: int = 0
    returned: int = 0
    returns: int = 0


def kind_of(day: date, back: Days, within: int) -> Kind:
    """Of a favour done on a day, by what the other did back and when."""
    known = sorted(day for day, count in back.items() if count > 0)
    return _kind(day, known, timedelta(days=within))


def weigh(given: Days, back: Days, within: int, since: date) -> Weighed:
    """What was given from `since` on, by what came back; that may be older."""
    known, span = sorted(day for day, count in back.items() if count > 0), timedelta(days=within)
    counts: Counter[Kind] = Counter()
    for day, count in given.items():
        if day >= since:
            counts[_kind(day, known, span)] += count
    return Weighed(counts[Kind.WHOLE], counts[Kind.RETURNED], counts[Kind.RETURN])


def _kind(day: date, back: list[date], span: timedelta) -> Kind:
    first, after = bisect_left(back, day - span), bisect_left(back, day)
    if first < after:
        return Kind.RETURN
    return Kind.RETURNED if after < bisect_right(back, day + span) else Kind.WHOLE


class Between:
    """All that two members did for each other, as the tallies have it."""

    def __init__(self, one: int, other: int) -> None:
        self._rows: Counter[tuple[int, Deed, date]] = Counter()  # by who received it
        for row in rows(_between, {"one": one, "other": other}):
            self._rows[row.member_id, row.deed, row.day] = row.times

    def add(self, receiver: int, deed: Deed, day: date, count: int) -> None:
        self._rows[receiver, deed, day] += count

    def days(self, receiver: int, resonance: Resonance) -> Days:
        found: Counter[date] = Counter()
        for (member_id, deed, day), count in self._rows.items():
            if member_id == receiver and deed in resonance.deeds:
                found[day] += count
        return found

    def weighed(self, receiver: int, giver: int, resonance: Resonance, since: date) -> Weighed:
        given, back = self.days(receiver, resonance), self.days(giver, resonance)
        return weigh(given, back, resonance.returned_within, since)


_between = select(
    GiverTally.member_id, GiverTally.deed, GiverTally.day, GiverTally.count.label("times")
).where(
    or_(
        (GiverTally.member_id == bindparam("one")) & (GiverTally.giver_id == bindparam("other")),
        (GiverTally.member_id == bindparam("other")) & (GiverTally.giver_id == bindparam("one")),
    )
)


def weight_of(giver_id: int, epoch: date | None, resonance: Resonance) -> int:
    """What this giver's favours weigh by the table of a night, in thousandths."""
    if epoch is None:
        return resonance.weights.before_any
    found = rows(_kappa, {"epoch": epoch, "member_id": giver_id})
    return min(int(found[0].kappa), MILLI) if found else resonance.weights.unknown


_kappa = select(Credibility.kappa).where(
    Credibility.epoch == bindparam("epoch"), Credibility.member_id == bindparam("member_id")
)
