"""The life of a stream: announced, begun, broken off and taken up again, ended, removed."""

from datetime import timedelta

from flask_babel import force_locale
from flask_babel import gettext as _

from community import clock
from community.audience import admits
from community.chat import rooms
from community.chat.wording import cleaned
from community.contributions import Audience
from community.db import db, transaction
from community.engagement.activity import Deed
from community.engagement.record import record, take_back
from community.jobs import at, job, later
from community.members import Member
from community.notifications.notifying import withdraw
from community.permissions import require
from livestream.streams import journal
from livestream.streams.films import folder_of, has_space, throw_away
from livestream.streams.keys import open_stream_of
from livestream.streams.models import (
    LONGEST_TITLE,
    NoSpace,
    NotForThem,
    OneAtATime,
    Over,
    Stream,
    TitleTooLong,
    Untitled,
)
from livestream.streams.reminding import call_of, tell_it_is_live
from livestream.trips.models import Stop, Trip

AUDIENCES = rooms.OPENS_TO
SEALED_AFTER = timedelta(seconds=15)  # a worker has written its last part long before


def announce(
    title: str, audience: Audience, by: Member, trip: Trip | None = None, stop: Stop | None = None
) -> Stream:
    """From now on it has a page, and a room beside it. A stop is one of the trip's.

    Raises what is wrong with it, NoSpace, OneAtATime.
    """
    require(by, "go_live", Stream)
    if trip:
        require(by, "film", trip)
    title = " ".join(cleaned(title).split())
    _check(title, audience, by)
    with transaction():
        room = rooms.open_room(title[: rooms.NAME], by=by, audience=audience)
        it = Stream(title=title, audience=audience, author_id=by.id, room_id=room.id)
        it.trip_id = trip.id if trip else None
        it.stop_id = stop.id if stop and stop.trip is trip else None
        it.published_at = clock.now()
        db.session.add(it)
        db.session.flush()
    return it


def begin(it: Stream) -> None:
    """Its bytes come: for the first time, or again. Raises Over."""
    with transaction():
        if it.ended_at:
            raise Over
        it.resting_since = None
        if not it.begun_at:
            it.begun_at = it.published_at = clock.now()
            record(Deed.WENT_LIVE, by=it.author, about=it, key=key_of_its_beginning(it))
            tell_it_is_live(it)


def rest(it: Stream) -> None:
    """Its bytes do not come any more; for a while that may only be a tunnel."""
    with transaction():
        if not it.ended_at and it.begun_at:
            it.resting_since = it.resting_since or clock.now()


def end(it: Stream, by: Member) -> None:
    """What was filmed can be seen again at once. Who is told «we are live» now is told no more."""
    require(by, "end", it)
    finish(it)


def finish(it: Stream) -> None:
    with transaction():
        if it.ended_at:
            return
        it.ended_at, it.resting_since = clock.now(), None
        if not it.begun_at:
            it.published_at = None  # there was nothing to see, and there will be nothing
        it.version += 1
        it.room.archived_at = it.room.archived_at or it.ended_at
        withdraw(call_of(it))
        at(clock.now() + SEALED_AFTER, close_film, it.id)


def remove(it: Stream, by: Member) -> None:
    """With its film."""
    require(by, "remove", it)
    with transaction():
        finish(it)
        if it.begun_at:
            take_back(key_of_its_beginning(it), by=it.author)
        it.removed_at = clock.now()
        it.version += 1
        later(forget_film, it.id)


@job
def close_film(stream_id: int) -> None:
    """The journal's last line, if whoever took the stream in could not write it; and how long it is."""
    film = seal(stream_id)
    with transaction():
        it = db.session.get_one(Stream, stream_id)
        it.seconds = round(film.seconds) or it.seconds


def seal(stream_id: int) -> journal.Film:
    """Must not be called while a worker still writes."""
    folder = folder_of(stream_id)
    film = journal.mend(folder)
    if not film.ended:
        journal.write(folder, {"end": True})
    return journal.read(folder)


@job
def forget_film(stream_id: int) -> None:
    throw_away(stream_id)


def _check(title: str, audience: Audience, by: Member) -> None:
    if not title:
        raise Untitled
    if len(title) > LONGEST_TITLE:
        raise TitleTooLong
    if audience not in AUDIENCES or not admits(audience, by):
        raise NotForThem
    if open_one := open_stream_of(by.id):
        raise OneAtATime(open_one)
    if not has_space():
        raise NoSpace


def key_of_its_beginning(it: Stream) -> str:
    return f"stream:{it.id}:begun"


def said(refusal: Exception) -> str:
    """A refusal in a sentence that says what to do next."""
    sentences = {
        Untitled: lambda: _("Say what it is about: those who are told of it read this."),
        TitleTooLong: lambda: _("At most %(most)d characters: it must fit on a phone.", most=LONGEST_TITLE),
        NotForThem: lambda: _("You can go live for those to whom you belong. Choose others."),
        OneAtATime: lambda: _("You have a stream that has not ended. End it first, or go on with it."),
        Over: lambda: _("This stream has ended. Announce a new one to go live again."),
        NoSpace: lambda: _(
            "The club's disk is nearly full, and nothing can be filmed. Tell an administrator."
        ),
    }
    say = sentences.get(type(refusal))
    return say() if say else str(refusal)


def in_words_of(member: Member, refusal: Exception) -> str:
    """For an encoder, which has no language of its own."""
    with force_locale(member.language):
        return said(refusal)
