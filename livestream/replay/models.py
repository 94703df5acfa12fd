"""What was said and felt while a stream ran, and where in the film that was."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from community.belonging import ABOUT, OWN
from community.db import Model


class Feeling(StrEnum):
    LOVE = "love"
    GOOD = "good"
    SMILE = "smile"
    WOW = "wow"


class SeenWhenSaid(Model):
    """Up to which moment of the film its writer had seen when a message was said."""

    __tablename__ = "stream_seen_when_said"

    message_id: Mapped[int] = mapped_column(ForeignKey("message.id"), primary_key=True, info=ABOUT)
    seen_at: Mapped[datetime]


class Felt(Model):
    """How often something was felt in one second of the film; by whom is not kept."""

    __tablename__ = "stream_felt"

    stream_id: Mapped[int] = mapped_column(ForeignKey("stream.id"), primary_key=True, info=OWN)
    second: Mapped[int] = mapped_column(primary_key=True)
    feeling: Mapped[Feeling] = mapped_column(primary_key=True)
    count: Mapped[int]
