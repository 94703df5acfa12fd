"""Which stamps a member has, and since when: read off the tallies, so that what was taken back is in none."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date

from sqlalchemy import func, select

from community import clock
from community.db import db
from community.engagement.tallies import DayTally, GiverTally
from community.members import Member
from livestream.trips.models import TripFollower
from programme.stamps.shelf import Stamp, stamps

Day = tuple[str, date, int]  # a deed, the day, how often
LEAP = 29  # of February; where there is none, the year is full a day later


@dataclass(frozen=True)
class Stamped:
    """`on` is none where it is not there yet; `done` of its `times` are."""

    stamp: Stamp
    on: date | None
    done: int


def stamps_of(member: Member) -> Sequence[Stamped]:
    """Those that are there first, the latest of them first; the others in their order."""
    days = _days(member)
    found = [_stamped(one, days, member) for one in stamps()]
    there = sorted((it for it in found if it.on), key=lambda it: it.on or date.max, reverse=True)
    return [*there, *(it for it in found if not it.on)]


def _days(member: Member) -> Mapping[str, Sequence[Day]]:
    """What the member did, what others did for the member, and the trips the member follows."""
    did = select(DayTally.deed, DayTally.day, DayTally.count).where(DayTally.member_id == member.id)
    given = select(GiverTally.deed, GiverTally.day, func.sum(GiverTally.count))
    mine = given.where(GiverTally.member_id == member.id).group_by(GiverTally.deed, GiverTally.day)
    trips = db.session.scalars(select(TripFollower.at).where(TripFollower.member_id == member.id))
    return {
        "counts": [(str(deed), day, int(times)) for deed, day, times in db.session.execute(did)],
        "received": [(str(deed), day, int(times)) for deed, day, times in db.session.execute(mine)],
        "trips_followed": [("", at.astimezone(UTC).date(), 1) for at in trips],
    }


def _stamped(it: Stamp, days: Mapping[str, Sequence[Day]], member: Member) -> Stamped:
    if it.other == "years":
        return _of_years(it, member)
    deeds = {str(deed) for deed in (*it.counts, *it.received)} or {""}
    of = days[it.other or ("counts" if it.counts else "received")]
    return _reached(it, sorted((day, times) for deed, day, times in of if deed in deeds))


def _reached(it: Stamp, days: Iterable[tuple[date, int]]) -> Stamped:
    done, on = 0, None
    for day, times in days:
        done += times
        if on is None and done >= it.times:
            on = day
    return Stamped(it, on if done >= it.times else None, min(max(done, 0), it.times))


def _of_years(it: Stamp, member: Member) -> Stamped:
    joined, today = member.joined_at.astimezone(UTC).date(), clock.today()
    full = [day for n in range(1, it.times + 1) if (day := _anniversary(joined, n)) <= today]
    return Stamped(it, full[-1] if len(full) == it.times else None, len(full))


def _anniversary(day: date, years: int) -> date:
    if (day.month, day.day) == (2, LEAP):
        return date(day.year + years, 3, 1)
    return day.replace(year=day.year + years)
