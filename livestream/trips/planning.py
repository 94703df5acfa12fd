"""A trip is planned, changed, shown to those it is for, and taken away."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from zoneinfo import ZoneInfo

from community import clock
from community.chat.models import Kind as RoomKind
from community.chat.models import Post
from community.chat.rooms import NAME, open_room
from community.chat.seats import seat
from community.contributions import Audience, Disclosure
from community.db import after_commit, db, transaction
from community.disclosing import disclose
from community.entrance.time_zones import places
from community.members import Member
from community.permissions import require
from community.pictures.models import face_of
from community.products.finding import squeezed
from community.realtime import empty
from community.slugs import slug_of
from livestream.trips.models import (
    LONGEST,
    PLACE,
    TITLE,
    EndsBeforeItBegins,
    NoPlace,
    NoSuchTime,
    NoTitle,
    StopsOutside,
    TooLong,
    TooManyDays,
    Trip,
)
from livestream.trips.moments import moment_in, written_in
from livestream.trips.telling import tell_moved, tell_shown
from livestream.trips.wording import paragraphs

Share = Callable[[Trip], None]
_readers_changed: list[Share] = []
OPENS_TO = (Audience.MEMBERS, Audience.SUPER, Audience.APASS, Audience.STAFF)


@dataclass(frozen=True)
class TripWords:
    """`begins` and `ends` as they are on the spot; `photo` is the digest of one that was brought before."""

    title: str
    place: str
    time_zone: str
    begins: str
    ends: str
    text: str = ""
    photo: str | None = None
    audience: Audience = Audience.MEMBERS
    disclosure: Disclosure | None = None
    sponsor: str = ""


def when_its_readers_change(call: Share) -> Share:
    """Declare what is read by whoever reads a trip; called inside the transaction."""
    _readers_changed.append(call)
    return call


def plan(words: TripWords, by: Member) -> Trip:
    """A draft. Raises what `livestream.trips.models` names, and what `disclose` raises."""
    require(by, "plan", Trip)
    with transaction():
        it = Trip(author=by, author_id=by.id, version=0, audience=_readers(words))
        _say(it, words)
        db.session.add(it)
        db.session.flush()
        disclose(it, words.disclosure, words.sponsor, by)
    return it


def change(it: Trip, words: TripWords, by: Member) -> None:
    """Who follows it is told when it moves. Raises as `plan`."""
    require(by, "revise", it)
    with transaction():
        was, readers = (it.begins_at, it.ends_at, it.place), it.audience
        _say(it, words)
        it.edited_at = clock.now() if it.published_at else None
        it.audience = _readers(words)
        disclose(it, words.disclosure, words.sponsor, by)
        if it.audience is not readers:
            for call in _readers_changed:
                call(it)
            after_commit(partial(empty, f"contribution:{it.id}"))
        if it.published_at and was != (it.begins_at, it.ends_at, it.place):
            tell_moved(it, by)


def publish(it: Trip, by: Member) -> None:
    """Shown to those it is for; a room is opened for those who travel and those who follow."""
    require(by, "publish", it)
    with transaction():
        it.published_at = clock.now()
        it.version += 1
        room = open_room(it.title[:NAME], by=by, kind=RoomKind.PRIVATE, topic=it.place)
        it.room = room
        for traveller in it.travellers:
            seat(room, traveller.id, Post.OWNER if traveller.id == it.host_id else Post.MEMBER)
        tell_shown(it, by)


def remove(it: Trip, by: Member) -> None:
    require(by, "remove", it)
    with transaction():
        it.removed_at = clock.now()
        it.version += 1


def words_of(it: Trip) -> TripWords:
    return TripWords(
        title=it.title,
        place=it.place,
        time_zone=it.time_zone,
        begins=written_in(it.begins_at, it.zone),
        ends=written_in(it.ends_at, it.zone),
        text=it.text,
        photo=it.cover,
        audience=it.audience,
        disclosure=it.disclosure,
        sponsor=it.sponsor,
    )


def _readers(words: TripWords) -> Audience:
    return words.audience if words.audience in OPENS_TO else Audience.MEMBERS


def _say(it: Trip, words: TripWords) -> None:
    it.title, it.place = _line("title", words.title, TITLE), _line("place", words.place, PLACE)
    if not it.title:
        raise NoTitle
    if not it.place:
        raise NoPlace
    it.slug, it.text = slug_of(it.title), paragraphs(words.text)
    it.excerpt = " ".join(it.text.split())[:200]
    it.cover = words.photo if words.photo and face_of(words.photo) else None
    _set_time(it, words)
    it.version += 1


def _set_time(it: Trip, words: TripWords) -> None:
    if words.time_zone not in places():
        raise NoSuchTime("time_zone")
    zone = ZoneInfo(words.time_zone)
    it.time_zone = words.time_zone
    for field, typed in (("begins", words.begins), ("ends", words.ends)):
        try:
            setattr(it, f"{field}_at", moment_in(typed, zone))
        except NoSuchTime:
            raise NoSuchTime(field) from None
    if it.ends_at <= it.begins_at:
        raise EndsBeforeItBegins
    if it.ends_at - it.begins_at > LONGEST:
        raise TooManyDays
    if any(not it.begins_at <= stop.begins_at < it.ends_at for stop in it.stops):
        raise StopsOutside


def _line(field: str, typed: str, most: int) -> str:
    line = squeezed(typed)
    if len(line) > most:
        raise TooLong(field, most)
    return line
