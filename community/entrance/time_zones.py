"""Time zones as people choose them: the place, and how far it is from Greenwich today."""

from datetime import timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from community import clock

CONTINENTS = {"Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"}
BEFORE_ANY_GUESS = "Asia/Shanghai"


def time_zones() -> list[tuple[str, str]]:
    """Pairs of the zone's name and its words, from west to east."""
    now = clock.now()
    offsets = {name: now.astimezone(ZoneInfo(name)).utcoffset() or timedelta() for name in places()}
    ordered = sorted(places(), key=lambda name: (offsets[name], name))
    return [(name, f"{written(offsets[name])} {place_of(name)}") for name in ordered]


@cache
def places() -> tuple[str, ...]:
    of_people = (name for name in available_timezones() if name.split("/")[0] in CONTINENTS and "/" in name)
    return (*of_people, "UTC")


def place_of(name: str) -> str:
    return name.rpartition("/")[2].replace("_", " ")


def written(offset: timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    sign = "−" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
