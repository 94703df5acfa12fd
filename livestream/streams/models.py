"""A stream, the key by which an encoder sends it, who may go live besides bloggers, and who watched."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community import clock
from community.belonging import ABOUT, NAMED, OWN, SECRET
from community.chat.models import Room
from community.contributions import Contribution, Disclosure
from community.db import Model, Refusal
from community.members import Member
from livestream.trips.models import Trip

GRACE = timedelta(seconds=60)  # in which a stream that broke off goes on as the same
LONGEST_TITLE = 100


class State(StrEnum):
    ANNOUNCED = "announced"
    LIVE = "live"
    RESTING = "resting"  # it broke off, and may go on
    ENDED = "ended"


class Stream(Contribution):
    """Announced when it is published; its author is the host."""

    __tablename__ = "stream"
    __mapper_args__ = {"polymorphic_identity": "stream"}
    __table_args__ = (Index("ix_stream_ended", "ended_at"),)  # type: ignore[assignment]
    home: ClassVar[str] = "/live"

    id: Mapped[int] = mapped_column(ForeignKey("contribution.id"), primary_key=True, info=OWN)
    room_id: Mapped[int] = mapped_column(ForeignKey("room.id"))  # where its viewers talk
    trip_id: Mapped[int | None] = mapped_column(ForeignKey("trip.id"), index=True, info=NAMED)
    stop_id: Mapped[int | None] = mapped_column(ForeignKey("trip_stop.id"), index=True, info=NAMED)
    begun_at: Mapped[datetime | None]
    resting_since: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    seconds: Mapped[int] = mapped_column(default=0)  # how long its film is, once it ended
    peak: Mapped[int] = mapped_column(default=0)  # most viewers at one time

    room: Mapped[Room] = relationship()
    trip: Mapped[Trip | None] = relationship(foreign_keys=[trip_id])

    @property
    def paid(self) -> Contribution:
        """What says who paid for it: the trip it belongs to, as long as that names anybody, else itself.

        A label of the club's on the stream goes before: the sponsor of the trip does not cover it.
        """
        if self.disclosure is Disclosure.ADVERTISEMENT:
            return self
        return self.trip if self.trip and self.trip.disclosure else self

    @property
    def state(self) -> State:
        if self.ended_at:
            return State.ENDED
        if not self.begun_at:
            return State.ANNOUNCED
        return State.RESTING if self.resting_since else State.LIVE


class StreamKey(Model):
    """What a member's encoder shows; only its digest is kept."""

    __tablename__ = "stream_key"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, info=OWN)
    digest: Mapped[str] = mapped_column(unique=True, info=SECRET)
    made_at: Mapped[datetime] = mapped_column(default=clock.now)


class OneStreamKey(Model):
    """What a program's encoder shows for the one stream it announced; only its digest is kept."""

    __tablename__ = "one_stream_key"

    stream_id: Mapped[int] = mapped_column(ForeignKey("stream.id"), primary_key=True, info=OWN)
    digest: Mapped[str] = mapped_column(unique=True, info=SECRET)
    made_at: Mapped[datetime] = mapped_column(default=clock.now)


class Broadcaster(Model):
    """A member whom the club asked to go live."""

    __tablename__ = "broadcaster"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, info=OWN)
    chosen_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), info=NAMED)
    chosen_at: Mapped[datetime] = mapped_column(default=clock.now)

    member: Mapped[Member] = relationship(foreign_keys=[member_id])


class StreamReminder(Model):
    """A member wants to be told when it begins."""

    __tablename__ = "stream_reminder"

    stream_id: Mapped[int] = mapped_column(ForeignKey("stream.id"), primary_key=True, info=ABOUT)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, index=True, info=OWN)
    at: Mapped[datetime] = mapped_column(default=clock.now)


class StreamViewer(Model):
    """A member who watched, counted once however many browsers she has."""

    __tablename__ = "stream_viewer"
    __table_args__ = (Index("ix_stream_viewer_stream_seen", "stream_id", "seen_at"),)

    stream_id: Mapped[int] = mapped_column(ForeignKey("stream.id"), primary_key=True, info=OWN)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, index=True, info=OWN)
    first_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    seconds: Mapped[int] = mapped_column(default=0)


class Untitled(Refusal):
    """Who is told of a stream reads what it is about."""


class TitleTooLong(Refusal):
    """It must fit on a card and on a phone."""


class OneAtATime(Refusal):
    """A host has one stream that is announced or live: an encoder's key says no more than who sends."""

    def __init__(self, open_one: Stream) -> None:
        super().__init__(open_one.id)
        self.open_one = open_one


class NotForThem(Refusal):
    """One goes live for those to whom one belongs."""


class Over(Refusal):
    """What has ended does not begin again."""


class NoSpace(Refusal):
    """The disk is nearly full."""


class NobodyTakesIn(Refusal):
    """The process that takes streams in does not run."""
