"""A clip: some whole segments of a stream's film, under a name."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community import clock
from community.belonging import OWN, WORDS
from community.db import Model, Refusal
from livestream.streams.models import Stream

LONGEST, SHORTEST = 60, 1  # seconds
MOST = 50  # of one stream
TITLE = 80  # characters


class Clip(Model):
    """Whoever may watch its stream may watch it, as long as that is there."""

    __tablename__ = "stream_clip"

    id: Mapped[int] = mapped_column(primary_key=True)
    stream_id: Mapped[int] = mapped_column(ForeignKey("stream.id"), index=True, info=OWN)
    title: Mapped[str] = mapped_column(info=WORDS)
    first: Mapped[int]  # of its segments, by their numbers
    last: Mapped[int]
    second: Mapped[float]  # of the film, at which it begins
    seconds: Mapped[float]  # how long it is
    made_at: Mapped[datetime] = mapped_column(default=clock.now)

    stream: Mapped[Stream] = relationship()

    @property
    def url(self) -> str:
        return f"{self.stream.url}/clips/{self.id}"


class Nameless(Refusal):
    """What it shows is what it is called."""


class NoSuchSecond(Refusal):
    """Not a time, or none of this film."""


class TooLong(Refusal):
    """A clip is a minute at most."""


class Enough(Refusal):
    """Nobody would look through more."""
