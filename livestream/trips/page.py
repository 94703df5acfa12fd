"""What the page of a trip shows."""

from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row

from community import clock
from community.contributions import address, home_of
from community.members import Member
from community.moderation.reading import waits_for_somebody
from livestream.clips.reading import clips_of_trip
from livestream.figures.bought import bought_of
from livestream.questions.reading import questions_of
from livestream.streams.lengths import length
from livestream.streams.reading import filmed_on
from livestream.trips.following import BEFORE, follows
from livestream.trips.keepsakes import keepsakes_of
from livestream.trips.mapping import HEIGHT, WIDTH, map_of
from livestream.trips.models import Phase, Trip, phase_of
from livestream.trips.moments import (
    day_words,
    days_of,
    in_words,
    length_of,
    span_words,
    time_here,
    time_there,
)
from livestream.trips.reading import followers_of
from livestream.trips.rules import plans


def shown(it: Trip, me: Member) -> dict[str, Any]:
    mine = follows(it, me)
    seat = next((one for one in it.seats if one.member_id == me.id), None)
    return {
        "days": days_of(it),
        "length": length_of(it),
        "sheet": map_of(it.stops),
        "sheet_size": (WIDTH, HEIGHT),
        "numbers": {stop.id: number for number, stop in enumerate(it.stops, 1)},
        "phase": it.phase,
        "followed": mine is not None,
        "reminded": bool(mine and mine.remind_at) and it.phase is Phase.PLANNED,
        "remindable": it.phase is Phase.PLANNED and it.begins_at - BEFORE > clock.now(),
        "followers": followers_of(it),
        "questions": questions_of(it, me),
        "keepsakes": keepsakes_of(it, me),
        "streams": filmed_on(it.id, me),
        "bought": bought_of(it) if it.phase is not Phase.PLANNED else (),
        "clips": clips_of_trip(it.id, me),
        "film_length": length,
        "address_of": _address_of,
        "travels": plans(me, it) or bool(seat and seat.accepted_at),
        "seat": seat,
        "waits": waits_for_somebody(it),
    }


def _address_of(row: Row[Any]) -> str:
    return address(home_of(row.kind), row.id, row.slug)


def words_for_times() -> dict[str, Any]:
    """What templates say of times."""
    return {
        "time_there": time_there,
        "time_here": time_here,
        "day_words": day_words,
        "span_words": span_words,
        "in_words": in_words,
        "phase_of": phase_of,
        "zone_of": ZoneInfo,
    }
