"""Who is here: each open tab of a room counts while it is looked at, a member with three tabs is one.

It lives in the memory of the web process, for it is worth nothing a minute later; where there are several,
each says it to the others (elsewhere.py). A tab says every half minute that it is looked at; one that stopped
saying so, or went without a word, is forgotten after `LASTS`.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from community import clock
from community.chat.elsewhere import Elsewhere

LASTS = timedelta(seconds=60)
TELL_EVERY = timedelta(seconds=1)
TYPING_EVERY = timedelta(seconds=2)
NAMED = 50  # in a fuller room people are counted, not named


@dataclass
class Seat:
    """One tab, in one room."""

    handle: str
    name: str
    seen_at: datetime
    typed_at: datetime | None = None


@dataclass
class Company:
    """Everybody in one room: whoever was heard of longest ago comes first, so no look goes over them all."""

    room_id: int
    seats: dict[str, Seat] = field(default_factory=dict)  # by connection
    tabs: Counter[str] = field(default_factory=Counter)  # by handle
    told: set[str] = field(default_factory=set)  # of whom the room was told
    told_at: datetime | None = None

    def seat(self, sid: str, seat: Seat) -> None:
        self.rise(sid)
        self.seats[sid] = seat
        self.tabs[seat.handle] += 1

    def rise(self, sid: str) -> Seat | None:
        """Whoever sat there."""
        seat = self.seats.pop(sid, None)
        if seat:
            self.tabs[seat.handle] -= 1
            if not self.tabs[seat.handle]:
                del self.tabs[seat.handle]
        return seat

    def handles(self) -> Collection[str]:
        since = clock.now() - LASTS
        while self.seats and not clock.left_of(LASTS, next(iter(self.seats.values())).seen_at):
            self.rise(next(iter(self.seats)))
        return self.tabs.keys() | _elsewhere.handles(self.room_id, since) if _elsewhere else self.tabs.keys()


class Rooms(dict[int, Company]):
    """A room is begun by whoever asks for it."""

    def __missing__(self, room_id: int) -> Company:
        return self.setdefault(room_id, Company(room_id))


_rooms = Rooms()
_held_back: set[int] = set()
_elsewhere: Elsewhere | None = None


def share(redis_url: str | None) -> None:
    """From now on what other web processes say at this Redis counts too; none: this one stands alone."""
    global _elsewhere  # noqa: PLW0603  like the rooms, one for the process
    _elsewhere = Elsewhere(redis_url) if redis_url else None


def come(room_id: int, sid: str, handle: str, name: str) -> None:
    _rooms[room_id].seat(sid, Seat(handle, name, clock.now()))
    if _elsewhere:
        _elsewhere.come(room_id, sid, handle)


def still_here(room_id: int, sid: str, handle: str, name: str) -> None:
    typed = seat.typed_at if (seat := _rooms[room_id].seats.get(sid)) else None
    come(room_id, sid, handle, name)
    _rooms[room_id].seats[sid].typed_at = typed


def go(sid: str, room_id: int | None = None) -> list[int]:
    """Leave one room, or every one; answers which."""
    rooms = list(_rooms) if room_id is None else [room_id] if room_id in _rooms else []
    left = []
    for id in rooms:
        if seat := _rooms[id].rise(sid):
            left.append(id)
            if _elsewhere:
                _elsewhere.go(id, sid, seat.handle)
    return left


def here(room_id: int) -> list[str]:
    """The handles of those who look at the room."""
    return sorted(_those_here(room_id))


def facts_of(room_id: int) -> dict[str, object]:
    """How many look at the room, and who they are while they are few."""
    return _facts(room_id, _those_here(room_id))


def _those_here(room_id: int) -> Collection[str]:
    known = room_id in _rooms or _elsewhere
    return _rooms[room_id].handles() if known else ()


def news_of(room_id: int) -> dict[str, object] | None:
    """What to tell the room of who is here: nothing twice, and not more often than once a second.

    What came too soon is held back; `held_back` says of which rooms, for whoever asks again.
    """
    _held_back.discard(room_id)
    if room_id not in _rooms:
        return None
    company, now = _rooms[room_id], clock.now()
    if company.told_at is not None and clock.left_of(TELL_EVERY, company.told_at):
        _held_back.add(room_id)
        return None
    handles = set(company.handles())
    if not company.seats:
        del _rooms[room_id]
    if company.told == handles:
        return None
    company.told, company.told_at = handles, now
    return _facts(room_id, handles)


def held_back() -> frozenset[int]:
    """The rooms that were not told yet of who came or went."""
    return frozenset(_held_back)


def _facts(room_id: int, handles: Collection[str]) -> dict[str, object]:
    return {
        "room": room_id,
        "here": len(handles),
        "members": sorted(handles) if len(handles) <= NAMED else [],
    }


def types(room_id: int, sid: str) -> Seat | None:
    """Whose typing is to be told now; nobody's who is not here, and each one's only every other second."""
    seat, now = _rooms[room_id].seats.get(sid) if room_id in _rooms else None, clock.now()
    if seat is None or (seat.typed_at and clock.left_of(TYPING_EVERY, seat.typed_at)):
        return None
    seat.typed_at = seat.seen_at = now
    return seat


def forget_all() -> None:
    """For tests: everybody goes home."""
    _rooms.clear()
    _held_back.clear()
