"""The levers: what speaks for a card and what against it, in whole points that add up to its place."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from math import log2
from typing import Any, Protocol

from posts.for_you.models import MIDDLE

HALF_LIFE = 48.0  # hours after which what is new is half as new


class Lever(StrEnum):
    FRESH = "fresh"  # how new it is
    FOLLOWED = "followed"  # I follow its author
    CIRCLE = "circle"  # those I follow valued it
    TOPICS = "topics"  # its tags are those of what I liked and wrote
    VALUED = "valued"  # members of standing valued it
    TALKED = "talked"  # people talk about it
    SEEN = "seen"  # it was on a page of mine before
    LESS = "less"  # I wanted less like this
    VARIETY = "variety"  # its author, or its kind, stands just above


Points = Mapping[Lever, int]


class Sliders(Protocol):
    @property
    def people(self) -> int: ...
    @property
    def topics(self) -> int: ...
    @property
    def fresh(self) -> int: ...


def pulled(it: Any, sliders: Sliders, seen: int, now: datetime) -> dict[Lever, int]:  # noqa: ANN401  a row
    """What each lever gives to a row of the window; those that give nothing are left out."""
    hours = max(0.0, (now - it.published_at).total_seconds() / 3600)
    points = {
        Lever.FRESH: _by(sliders.fresh, 30 * 0.5 ** (hours / HALF_LIFE)),
        Lever.FOLLOWED: _by(sliders.people, 24 if it.followed else 0),
        Lever.CIRCLE: _by(sliders.people, min(20, 7 * (it.circle or 0))),
        Lever.TOPICS: _by(sliders.topics, min(24, 8 * (it.shared_tags or 0))),
        Lever.VALUED: round(min(30, 6 * log2(1 + (it.valued or 0)))),
        Lever.TALKED: round(min(12, 3 * log2(1 + it.replies))),
        Lever.SEEN: -9 * min(seen, 3),
        Lever.LESS: -18 * min(it.less_author or 0, 2) - 10 * min(it.less_tags or 0, 2),
    }
    return {lever: given for lever, given in points.items() if given}


def _by(slider: int, points: float) -> int:
    return round(points * slider / MIDDLE)
