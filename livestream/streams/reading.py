"""Streams as pages list them: what is live, what is announced, and what can be seen again."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, case, func, select

from community import clock
from community.audience import readable_by
from community.contributions import CoAuthor, Contribution, Disclosure
from community.db import db
from community.members import Member
from livestream.streams.models import State, Stream, StreamViewer
from livestream.streams.watching import HERE
from livestream.trips.models import Stop, Trip

LOOKING_BACK = timedelta(days=30)
PAGE = 12
MOST = 60  # streams on the page of one trip
_own, _spine = Stream.__table__.c, Contribution.__table__.c
trip_of = Contribution.__table__.alias("trip_of_stream")  # whose sponsor is the stream's
_state = case(
    (_own.ended_at.is_not(None), State.ENDED.value),
    (_own.begun_at.is_(None), State.ANNOUNCED.value),
    (_own.resting_since.is_not(None), State.RESTING.value),
    else_=State.LIVE.value,
)


def now_on(me: Member) -> Sequence[Row[Any]]:
    """Live first, then what is announced."""
    order = (_own.begun_at.is_(None), _spine.published_at.desc())
    return db.session.execute(_streams(me).where(_own.ended_at.is_(None)).order_by(*order).limit(PAGE)).all()


def again(me: Member, before: int | None = None) -> Sequence[Row[Any]]:
    """What has been filmed, the newest first; one more than a page, which says that there is more."""
    seen = _streams(me).where(_own.ended_at.is_not(None), _own.begun_at.is_not(None))
    if before:
        seen = seen.where(_own.id < before)
    return db.session.execute(seen.order_by(_own.id.desc()).limit(PAGE + 1)).all()


def filmed_on(trip_id: int, me: Member) -> Sequence[Row[Any]]:
    """What is live or to be seen again of a trip: live first, then in the order in which it was filmed."""
    those = _streams(me).where(_own.trip_id == trip_id, _own.begun_at.is_not(None))
    return db.session.execute(those.order_by(_own.ended_at.is_not(None), _own.begun_at).limit(MOST)).all()


def trips_to_film(me: Member) -> Sequence[Row[Any]]:
    """Those on which she travels and that lie not long back: under way first."""
    seat = (CoAuthor.contribution_id == Trip.id, CoAuthor.member_id == me.id)
    columns: Select[*tuple[Any, ...]] = select(Trip.id, Trip.title)
    mine = columns.join(CoAuthor, and_(*seat, CoAuthor.accepted_at.is_not(None)))
    shown = mine.where(readable_by(me.id, Trip), Trip.ends_at > clock.now() - LOOKING_BACK)
    return db.session.execute(shown.order_by(Trip.begins_at).limit(PAGE)).all()


def stops_to_film(trip_ids: Sequence[int]) -> Sequence[Row[Any]]:
    """Where these trips stop, in their order."""
    columns: Select[*tuple[Any, ...]] = select(Stop.id, Stop.trip_id, Stop.name)
    return db.session.execute(columns.where(Stop.trip_id.in_(trip_ids)).order_by(Stop.begins_at)).all()


def paid() -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """`Stream.paid` as columns, of a statement that joins `trip_of`."""
    labelled = _spine.disclosure == Disclosure.ADVERTISEMENT
    of_trip = and_(trip_of.c.disclosure.is_not(None), func.coalesce(~labelled, True))
    disclosure = case((of_trip, trip_of.c.disclosure), else_=_spine.disclosure)
    sponsor = case((of_trip, trip_of.c.sponsor), else_=_spine.sponsor)
    return disclosure.label("disclosure"), sponsor.label("sponsor")


def viewers(stream_id: int) -> int:
    """Members who watched it, live or later."""
    return db.session.scalar(select(func.count()).where(StreamViewer.stream_id == stream_id)) or 0


def _streams(me: Member) -> Select[Any]:
    here = (
        select(func.count())
        .where(StreamViewer.stream_id == _own.id, StreamViewer.seen_at > clock.now() - HERE)
        .scalar_subquery()
    )
    columns: Select[*tuple[Any, ...]] = select(
        _own.id,
        Contribution.title,
        Contribution.slug,
        Contribution.audience,
        Contribution.published_at,
        _own.begun_at,
        _own.ended_at,
        _own.seconds,
        _own.stop_id,
        *paid(),
        _own.peak,
        _state.label("state"),
        here.label("viewers"),
        Member.name,
        Member.handle,
        Member.portrait,
    )
    joined = columns.join(Stream.__table__, _own.id == Contribution.id)
    joined = joined.outerjoin(trip_of, trip_of.c.id == _own.trip_id)
    return joined.join(Member, Member.id == Contribution.author_id).where(readable_by(me.id))
