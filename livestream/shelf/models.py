"""A piece that lies, or lay, on the table of a stream."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community import clock
from community.belonging import ABOUT, OWN
from community.db import Model, Refusal
from livestream.streams.models import Stream

MOST = 3  # at once: more is no table but a shop


class Laid(Model):
    """Laid again, it is another one: the replay shows both times."""

    __tablename__ = "stream_laid"
    __table_args__ = (Index("ix_stream_laid_stream_item", "stream_id", "item_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    stream_id: Mapped[int] = mapped_column(ForeignKey("stream.id"), info=OWN)
    item_id: Mapped[int] = mapped_column(ForeignKey("shopping_item.id"), index=True, info=ABOUT)
    second: Mapped[float]  # of the film
    off_second: Mapped[float | None]
    laid_at: Mapped[datetime] = mapped_column(default=clock.now)
    off_at: Mapped[datetime | None]

    stream: Mapped[Stream] = relationship()


class NotToShow(Refusal):
    """Only what stands for others on a list of one's own."""


class FullTable(Refusal):
    """Who watches looks at few things at once."""
