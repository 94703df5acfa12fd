"""A reaction: who, to what, which of six meanings, since when."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from community import clock
from community.belonging import ABOUT, SAID
from community.db import Model, Refusal


class Kind(StrEnum):
    """What a gesture means. `seeded`: you made me want it. `weed_pulled`: I have it now."""

    LIKE = "like"
    HELPFUL = "helpful"
    SEEDED = "seeded"
    WEED_PULLED = "weed_pulled"
    BEAUTIFUL = "beautiful"
    THANKS = "thanks"


def kind_in(word: str) -> Kind | None:
    return next((kind for kind in Kind if kind == word), None)


class Like(Model):
    """One of each member for each thing, whatever its kind: choosing another replaces it."""

    __tablename__ = "reaction"
    __table_args__ = (Index("ix_reaction_member_at", "member_id", "at"),)

    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id"), primary_key=True, info=ABOUT)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, info=SAID)
    kind: Mapped[Kind] = mapped_column(default=Kind.LIKE, server_default=Kind.LIKE.value)
    activity_key: Mapped[str]  # what it was worth, to take back with it
    at: Mapped[datetime] = mapped_column(default=clock.now)


class TooManyReactions(Refusal):
    """A member gave as many reactions today as count for something, to all or to one author."""

    def __init__(self, name: str | None = None) -> None:
        super().__init__()
        self.name = name  # of the author, where it was too many for one
