"""What is remembered of taking things home and of leaving."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from community import clock
from community.belonging import NAMED, OWN, SECRET
from community.db import Model


class Takeout(Model):
    """A member asked for everything that is theirs; the file is packed by a worker."""

    __tablename__ = "takeout"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True, info=OWN)
    word: Mapped[str] = mapped_column(unique=True, info=SECRET)  # the name of its file
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    done: Mapped[int] = mapped_column(default=0)  # steps of `steps`
    steps: Mapped[int] = mapped_column(default=0)
    ready_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None] = mapped_column(index=True)  # then the file is thrown away
    bytes: Mapped[int] = mapped_column(default=0)


class Erasure(Model):
    """Somebody left, and when; not who it was. A backup that is restored is erased again by it."""

    __tablename__ = "erasure"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), unique=True, info=NAMED)
    at: Mapped[datetime]
    keeps_words: Mapped[bool]
    counts: Mapped[dict[str, int]] = mapped_column(JSON)
