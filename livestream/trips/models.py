"""A trip, its stops, and who follows it; who travels are its seats."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar
from zoneinfo import ZoneInfo

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community import clock
from community.belonging import ABOUT, NAMED, OWN, WORDS
from community.chat.models import Room
from community.contributions import Contribution
from community.db import Model, Refusal
from community.members import Member

TITLE, PLACE, TEXT = 120, 80, 4000  # characters
MOST_STOPS = 60
LONGEST = timedelta(days=60)


class Phase(StrEnum):
    PLANNED = "planned"
    UNDER_WAY = "under way"
    OVER = "over"


class Trip(Contribution):
    """The club's, whoever of its team planned it."""

    __tablename__ = "trip"
    __table_args__ = (CheckConstraint("ends_at > begins_at", name="in_time"),)  # type: ignore[assignment]
    home: ClassVar[str] = "/trips"

    id: Mapped[int] = mapped_column(ForeignKey("contribution.id"), primary_key=True, info=OWN)
    __mapper_args__ = {
        "polymorphic_identity": "trip",
        "inherit_condition": id == Contribution.id,  # noqa: A003
    }

    place: Mapped[str] = mapped_column(default="", info=WORDS)
    text: Mapped[str] = mapped_column(default="", info=WORDS)
    time_zone: Mapped[str]  # of the place
    begins_at: Mapped[datetime] = mapped_column(index=True)
    ends_at: Mapped[datetime]
    host_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True, info=NAMED)
    room_id: Mapped[int | None] = mapped_column(ForeignKey("room.id"), index=True)

    host: Mapped[Member | None] = relationship(foreign_keys=[host_id])
    room: Mapped[Room | None] = relationship()
    stops: Mapped[list["Stop"]] = relationship(
        order_by="Stop.begins_at, Stop.id", cascade="all, delete-orphan", back_populates="trip"
    )

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def phase(self) -> Phase:
        return phase_of(self.begins_at, self.ends_at)

    @property
    def travellers(self) -> list[Member]:
        return self.others


class Stop(Model):
    __tablename__ = "trip_stop"
    __table_args__ = (
        CheckConstraint("latitude BETWEEN -90 AND 90", name="on_earth"),
        CheckConstraint("longitude BETWEEN -180 AND 180", name="around_it"),
        CheckConstraint("ends_at > begins_at", name="in_time"),
        Index("ix_trip_stop_trip_begins", "trip_id", "begins_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    trip_id: Mapped[int] = mapped_column(ForeignKey("trip.id"), info=OWN)
    name: Mapped[str] = mapped_column(info=WORDS)
    text: Mapped[str] = mapped_column(default="", info=WORDS)
    begins_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]

    trip: Mapped[Trip] = relationship(back_populates="stops")

    @property
    def is_over(self) -> bool:
        return self.ends_at <= clock.now()


class TripFollower(Model):
    """Hears what becomes of a trip, and is reminded of it if she said so."""

    __tablename__ = "trip_follower"

    trip_id: Mapped[int] = mapped_column(ForeignKey("trip.id"), primary_key=True, info=ABOUT)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, index=True, info=OWN)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    remind_at: Mapped[datetime | None]


class NoTitle(Refusal):
    """A trip has a name."""


class NoPlace(Refusal):
    """A trip leads somewhere."""


class TooLong(Refusal):
    """More than its field holds."""


class NoSuchTime(Refusal):
    """Not a day and a time."""


class EndsBeforeItBegins(Refusal):
    """Time runs one way."""


class TooManyDays(Refusal):
    """Longer than a trip of the club."""


class StopsOutside(Refusal):
    """What is arranged would lie before the trip, or after it."""


class NoName(Refusal):
    """A stop is called something."""


class NoSpot(Refusal):
    """Not a place on earth."""


class OutOfTime(Refusal):
    """Before the trip, or after it."""


class TooManyStops(Refusal):
    """Nobody could stop that often."""


def phase_of(begins_at: datetime, ends_at: datetime) -> Phase:
    now = clock.now()
    if now < begins_at:
        return Phase.PLANNED
    return Phase.UNDER_WAY if now < ends_at else Phase.OVER
