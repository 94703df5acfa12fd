"""Where a trip stops, from when to when, and where that is on the map."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from community.db import db, transaction
from community.members import Member
from community.permissions import require
from community.products.finding import squeezed
from livestream.trips.models import (
    MOST_STOPS,
    PLACE,
    EndsBeforeItBegins,
    NoName,
    NoSpot,
    NoSuchTime,
    OutOfTime,
    Stop,
    TooLong,
    TooManyStops,
    Trip,
)
from livestream.trips.moments import moment_in, written_in
from livestream.trips.wording import paragraphs

Goodbye = Callable[[Stop], None]
_goodbyes: list[Goodbye] = []
USUAL = timedelta(hours=2)  # how long, where nobody says it
SPOT = re.compile(r"\s*([+-]?\d{1,2}(?:\.\d{1,9})?)\s*[,;\s]\s*([+-]?\d{1,3}(?:\.\d{1,9})?)\s*")


@dataclass(frozen=True)
class StopWords:
    """`begins` and `ends` as they are on the spot; `spot` is latitude and longitude, or nothing."""

    name: str
    begins: str
    ends: str = ""
    text: str = ""
    spot: str = ""


def before_it_goes(call: Goodbye) -> Goodbye:
    """Declare what becomes of that which hangs on a stop; called inside the transaction."""
    _goodbyes.append(call)
    return call


def add_stop(it: Trip, words: StopWords, by: Member) -> Stop:
    """Raises NoName, NoSpot, OutOfTime, TooManyStops, and what a trip raises of its times."""
    require(by, "revise", it)
    with transaction():
        if len(it.stops) >= MOST_STOPS:
            raise TooManyStops
        stop = Stop(trip_id=it.id)
        _say(stop, it, words)
        db.session.add(stop)
        it.version += 1
        db.session.flush()
        db.session.expire(it, ["stops"])
    return stop


def change_stop(stop: Stop, words: StopWords, by: Member) -> None:
    require(by, "revise", stop.trip)
    with transaction():
        _say(stop, stop.trip, words)
        stop.trip.version += 1
        db.session.flush()
        db.session.expire(stop.trip, ["stops"])


def remove_stop(stop: Stop, by: Member) -> None:
    require(by, "revise", stop.trip)
    with transaction():
        stop.trip.version += 1
        for call in _goodbyes:
            call(stop)
        stop.trip.stops.remove(stop)


def words_of(stop: Stop) -> StopWords:
    zone = stop.trip.zone
    spot = "" if stop.latitude is None else f"{stop.latitude:g}, {stop.longitude:g}"
    return StopWords(
        stop.name, written_in(stop.begins_at, zone), written_in(stop.ends_at, zone), stop.text, spot
    )


def spot_in(typed: str) -> tuple[float, float] | None:
    """Raises NoSpot."""
    if not typed.strip():
        return None
    found = SPOT.fullmatch(typed)
    where = (float(found[1]), float(found[2])) if found else (91.0, 181.0)
    if abs(where[0]) > 90 or abs(where[1]) > 180:  # noqa: PLR2004  degrees
        raise NoSpot
    return where


def _say(stop: Stop, it: Trip, words: StopWords) -> None:
    stop.name, stop.text = squeezed(words.name), paragraphs(words.text)
    if not stop.name:
        raise NoName
    if len(stop.name) > PLACE:
        raise TooLong("name", PLACE)
    _set_time(stop, it, words)
    stop.latitude, stop.longitude = spot_in(words.spot) or (None, None)


def _set_time(stop: Stop, it: Trip, words: StopWords) -> None:
    try:
        stop.begins_at = moment_in(words.begins, it.zone)
    except NoSuchTime:
        raise NoSuchTime("begins") from None
    try:
        usual = min(stop.begins_at + USUAL, it.ends_at)
        stop.ends_at = moment_in(words.ends, it.zone) if words.ends.strip() else usual
    except NoSuchTime:
        raise NoSuchTime("ends") from None
    if not it.begins_at <= stop.begins_at < it.ends_at:
        raise OutOfTime
    if stop.ends_at <= stop.begins_at:
        raise EndsBeforeItBegins
