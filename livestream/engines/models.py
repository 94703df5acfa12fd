"""The engines beside our own, and the line on which each of them holds a stream."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community import clock
from community.belonging import ABOUT, SECRET
from community.db import Model, Refusal
from livestream.streams.models import Stream

APP = "live"  # what an encoder's address ends with, and what engines call the application


class EngineKind(StrEnum):
    NGINX_RTMP = "nginx-rtmp"
    SRS = "srs"
    MEDIAMTX = "mediamtx"
    OVENMEDIA = "ovenmediaengine"


class OuterEngine(Model):
    """A media server that asks the club who may send, and tells it what becomes of a stream."""

    __tablename__ = "outer_engine"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[EngineKind]
    secret: Mapped[str] = mapped_column(info=SECRET)  # sealed; opens our door to it, and its door to us
    ingest: Mapped[str]  # what an encoder sends to, without the key
    control: Mapped[str | None]  # the address under which it is told to cut a line
    film: Mapped[str]  # where a player finds the playlist: {home} and {stream} stand for themselves
    made_at: Mapped[datetime] = mapped_column(default=clock.now)


class EngineLine(Model):
    """A stream that comes through an engine: the newest line of it, open or not."""

    __tablename__ = "engine_line"

    stream_id: Mapped[int] = mapped_column(ForeignKey("stream.id"), primary_key=True, info=ABOUT)
    engine_id: Mapped[int] = mapped_column(ForeignKey("outer_engine.id"), index=True)
    client_id: Mapped[str]  # what the engine calls the encoder's line
    digest: Mapped[str] = mapped_column(info=SECRET)  # of the key it showed
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    begun_at: Mapped[datetime | None]
    seen_at: Mapped[datetime] = mapped_column(default=clock.now)  # when the engine last spoke of it
    ended_at: Mapped[datetime | None]
    cut_since: Mapped[datetime | None]  # from when on the engine is asked to cut it

    stream: Mapped[Stream] = relationship()
    engine: Mapped[OuterEngine] = relationship()

    @property
    def is_open(self) -> bool:
        return self.ended_at is None


class EngineRecording(Model):
    """A file that an engine finished, and that becomes part of the stream's replay."""

    __tablename__ = "engine_recording"

    id: Mapped[int] = mapped_column(primary_key=True)
    stream_id: Mapped[int] = mapped_column(ForeignKey("stream.id"), index=True, info=ABOUT)
    file: Mapped[str] = mapped_column(unique=True)  # below RECORDINGS
    began_at: Mapped[datetime]
    taken_at: Mapped[datetime | None]


class NameTaken(Refusal):
    """Two engines of one name could not be told apart."""


class BadAddress(Refusal):
    """An engine is reached by rtmp(s) or srt, and told by http(s)."""


class NoEngine(Refusal):
    """There is none of this name."""
