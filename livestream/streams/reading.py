"""Streams as pages list them: what is live, what is announced, and what can be seen again."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, Select, case, func, select

from community import clock
from community.audience import readable_by
from community.contributions import Contribution
from community.db import db
from community.members import Member
from livestream.streams.models import State, Stream, StreamViewer
from livestream.streams.watching import HERE

PAGE = 12
_own, _spine = Stream.__table__.c, Contribution.__table__.c
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
        _own.peak,
        _state.label("state"),
        here.label("viewers"),
        Member.name,
        Member.handle,
        Member.portrait,
    )
    joined = columns.join(Stream.__table__, _own.id == Contribution.id)
    return joined.join(Member, Member.id == Contribution.author_id).where(readable_by(me.id))
