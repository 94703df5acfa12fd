"""The captions of a stream in one language."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from community.belonging import OWN, WORDS
from community.db import Model, Refusal
from livestream.streams.models import Stream


class Captions(Model):
    __tablename__ = "stream_captions"

    stream_id: Mapped[int] = mapped_column(ForeignKey("stream.id"), primary_key=True, info=OWN)
    language: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(info=WORDS)  # WebVTT, written by us

    @property
    def url(self) -> str:
        return f"{Stream.home}/{self.stream_id}/captions/{self.language}.vtt"


class NoCaptions(Refusal):
    """Not a file of captions, or an empty one."""


class TooMuchText(Refusal):
    """More than is said in a day."""
