"""The lines on which outer engines hold streams, for whoever asks what is on air."""

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import joinedload

from community import clock
from community.db import db
from livestream.engines.models import EngineLine
from livestream.streams.models import Stream


def line_of(stream_id: int) -> EngineLine | None:
    """The open one."""
    line = db.session.get(EngineLine, stream_id)
    return line if line and line.is_open else None


def line_by(digest: str) -> EngineLine | None:
    """The open one on which this key was shown."""
    those = select(EngineLine).where(EngineLine.digest == digest, EngineLine.ended_at.is_(None))
    return db.session.scalar(those.order_by(EngineLine.stream_id.desc()).limit(1))


def open_lines() -> list[EngineLine]:
    those = select(EngineLine).where(EngineLine.ended_at.is_(None))
    return list(
        db.session.scalars(those.options(joinedload(EngineLine.engine), joinedload(EngineLine.stream)))
    )


def to_be_cut() -> list[EngineLine]:
    those = select(EngineLine).where(EngineLine.cut_since.is_not(None))
    return list(db.session.scalars(those.options(joinedload(EngineLine.engine))))


def is_on_a_line() -> ColumnElement[bool]:
    return exists().where(EngineLine.stream_id == Stream.id, EngineLine.ended_at.is_(None))


def hang_up(line: EngineLine, *, cut: bool = False) -> None:
    """Must be called inside a transaction. With `cut` the engine is still to be told."""
    now = clock.now()
    if line.begun_at and line.is_open:
        line.stream.seconds += max(0, round((now - line.begun_at).total_seconds()))
    line.ended_at = line.ended_at or now
    line.cut_since = now if cut else None
