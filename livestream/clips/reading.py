"""Clips as pages list them: of a stream, of a trip, and those that a text shows."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Row, Select, select

from community.audience import readable_by
from community.contributions import Contribution
from community.db import db
from community.members import Member
from livestream.clips.models import MOST, Clip
from livestream.streams.models import Stream
from livestream.streams.reading import paid, trip_of

ON_A_TRIP = 60
_stream = Stream.__table__.c
Rows = Sequence[Row[Any]]


def clips_of(it: Stream) -> Rows:
    """In the order of the film. Whoever asks may watch it."""
    columns: Select[*tuple[Any, ...]] = select(Clip.id, Clip.stream_id, Clip.title, Clip.second, Clip.seconds)
    those = columns.where(Clip.stream_id == it.id).order_by(Clip.second, Clip.id)
    return db.session.execute(those.limit(MOST)).all()


def clips_of_trip(trip_id: int, me: Member) -> Rows:
    """In the order in which it was filmed."""
    order = (_stream.begun_at, Clip.second, Clip.id)
    those = _for_reader(me).where(_stream.trip_id == trip_id).order_by(*order)
    return db.session.execute(those.limit(ON_A_TRIP)).all()


def clips_by_id(ids: Iterable[int], me: Member) -> dict[int, Row[Any]]:
    those = _for_reader(me).where(Clip.id.in_(list(ids)))
    return {row.id: row for row in db.session.execute(those)}


def _for_reader(me: Member) -> Select[Any]:
    columns: Select[*tuple[Any, ...]] = select(
        Clip.id,
        Clip.stream_id,
        Clip.title,
        Clip.second,
        Clip.seconds,
        Contribution.title.label("stream"),
        Member.name,
        *paid(),
    )
    joined = columns.join(Stream.__table__, _stream.id == Clip.stream_id)
    joined = joined.join(Contribution.__table__, Contribution.id == Clip.stream_id)
    joined = joined.outerjoin(trip_of, trip_of.c.id == _stream.trip_id)
    return joined.join(Member, Member.id == Contribution.author_id).where(readable_by(me.id))
