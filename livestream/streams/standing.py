"""What the process that takes streams in asks of the club, and tells it: each in a transaction of its own."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import Select, select

from community import clock
from community.db import db, transaction
from community.permissions import may
from livestream.engines.lines import hang_up, is_on_a_line, line_of
from livestream.streams import going_live
from livestream.streams.films import has_space
from livestream.streams.keys import digest_of, is_owned, stream_for, valid_among
from livestream.streams.models import GRACE, NoSpace, Over, Stream
from livestream.streams.rtmp import Refused


def admit(key: str) -> tuple[int, str]:
    """The stream an encoder sends, and its key's digest. Raises Refused, in English for all."""
    with force_locale("en"):
        if it := stream_for(key):
            if not has_space():
                raise Refused(going_live.said(NoSpace()))
            return it.id, digest_of(key)
        if is_owned(key):
            raise Refused(_("Announce a stream in the club first, then send it."))
        raise Refused(_("Nobody has this stream key. Copy it anew from the club, or renew it there."))


def begin(stream_id: int) -> None:
    """Through our own intake: another engine that holds it still lets go."""
    if line := line_of(stream_id):
        with transaction():
            hang_up(line, cut=True)
    try:
        going_live.begin(db.session.get_one(Stream, stream_id))
    except Over:
        return


def rest(stream_id: int) -> None:
    going_live.rest(db.session.get_one(Stream, stream_id))


def rest_all() -> None:
    """After a crash nothing is on air here; what comes through other engines goes on."""
    for it in db.session.scalars(_running().where(~is_on_a_line())).all():
        going_live.rest(it)


class Decided(NamedTuple):
    """Streams that may go on; of the known those that have ended; those whose key is nobody's any more."""

    open: set[int]
    ended: set[int]
    revoked: set[int]


def look(known: Collection[int], keys: Mapping[int, str]) -> Decided:
    """What the club decided since. Ends what rested too long."""
    for it in db.session.scalars(_running().where(Stream.resting_since < clock.now() - GRACE)).all():
        going_live.finish(it)
    there = db.session.scalars(select(Stream).where(Stream.id.in_([*known]))).all()
    running = db.session.scalars(_running()).all()
    valid = valid_among(keys.values())
    revoked = {stream_id for stream_id, digest in keys.items() if digest not in valid}
    on = {it.id for it in {*there, *running} if may(it.author, "host", it)} - revoked
    return Decided(on, {it.id for it in there if it.ended_at}, revoked)


def seal(stream_id: int) -> None:
    going_live.close_film(stream_id)


def _running() -> Select[Stream]:
    return select(Stream).where(Stream.begun_at.is_not(None), Stream.ended_at.is_(None))
