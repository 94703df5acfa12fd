"""Days and times as they are on the spot, where the trip is."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby
from typing import NamedTuple
from zoneinfo import ZoneInfo

from babel.dates import format_interval
from flask_babel import format_date, format_datetime, format_timedelta, get_locale, get_timezone

from community import clock
from community.words import dates
from livestream.trips.models import NoSuchTime, Stop, Trip

FIELD = "%Y-%m-%dT%H:%M"  # as a form writes it


class Day(NamedTuple):
    number: int  # from 1
    date: date
    stops: Sequence[Stop]


def moment_in(typed: str, zone: ZoneInfo) -> datetime:
    """Raises NoSuchTime; also for a time that the clocks of the place jump over."""
    try:
        moment = datetime.fromisoformat(typed.strip()).replace(tzinfo=zone, second=0, microsecond=0)
        moment.timestamp()
    except (ValueError, OverflowError) as wrong:
        raise NoSuchTime from wrong
    return moment


def written_in(moment: datetime, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).strftime(FIELD)


def days_of(it: Trip) -> Sequence[Day]:
    """Those on which it stops somewhere."""
    first = it.begins_at.astimezone(it.zone).date()
    by_date = groupby(it.stops, lambda stop: stop.begins_at.astimezone(it.zone).date())
    return [Day((on - first).days + 1, on, list(stops)) for on, stops in by_date]


def length_of(it: Trip) -> int:
    """In days, the first and the last among them."""
    first, last = (at.astimezone(it.zone).date() for at in (it.begins_at, it.ends_at))
    return (last - first).days + 1


def time_there(moment: datetime, zone: ZoneInfo) -> str:
    """The hour on the spot."""
    return str(format_datetime(moment.astimezone(zone).replace(tzinfo=None), "HH:mm", rebase=False))


def time_here(moment: datetime, zone: ZoneInfo) -> str:
    """The day and the hour on the reader's clock; nothing where that says the same as the one on the spot."""
    here = get_timezone()
    if moment.astimezone(zone).utcoffset() == moment.astimezone(here).utcoffset():
        return ""
    return str(format_datetime(moment, "EEE HH:mm"))


def day_words(on: date) -> str:
    return str(format_date(on, dates().weekday, rebase=False))


def span_words(begins_at: datetime, ends_at: datetime, zone: ZoneInfo) -> str:
    """The days on the spot: «12 – 20 Dec 2026» as the reader's language writes it."""
    first, last = begins_at.astimezone(zone).date(), ends_at.astimezone(zone).date()
    return str(format_interval(first, last, "yMMMd", locale=get_locale()))


def in_words(begins_at: datetime) -> str:
    """How long it still is: «6 days», «3 hours»."""
    return str(format_timedelta(begins_at - clock.now(), granularity="minute", threshold=1.5))
