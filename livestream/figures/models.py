"""How many watched in each minute of a stream."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from community.belonging import OWN
from community.db import Model


class StreamMinute(Model):
    __tablename__ = "stream_minute"

    stream_id: Mapped[int] = mapped_column(ForeignKey("stream.id"), primary_key=True, info=OWN)
    minute: Mapped[int] = mapped_column(primary_key=True)  # since it began
    viewers: Mapped[int]  # the most at one time
