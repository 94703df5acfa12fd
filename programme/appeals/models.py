"""An appeal on a reversal: whose, on which, why, and what somebody else said to it."""

from datetime import datetime, timedelta
from typing import ClassVar

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community import clock
from community.belonging import NAMED, OWN, WORDS
from community.db import Model, Refusal
from community.engagement.activity import Activity
from community.members import Member

WITHIN = timedelta(days=20)  # after the club learned of the reversal
LONGEST = 2_000  # characters of a reason, and of the answer


class ScoreAppeal(Model):
    __tablename__ = "score_appeal"
    __table_args__ = (
        UniqueConstraint("activity_id", "member_id"),
        Index("ix_score_appeal_decided_at", "decided_at", "at"),
    )
    home: ClassVar[str] = "/programme/appeals"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True, info=OWN)
    activity_id: Mapped[int | None] = mapped_column(ForeignKey("activity.id"), info=NAMED)  # the reversal
    caused_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), info=NAMED)  # none: a shop
    points: Mapped[int]  # that it took, in thousandths
    text: Mapped[str] = mapped_column(info=WORDS)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), info=NAMED)
    decided_at: Mapped[datetime | None]
    won: Mapped[bool | None]
    answer: Mapped[str] = mapped_column(default="", info=WORDS)

    member: Mapped[Member] = relationship(foreign_keys=[member_id])
    activity: Mapped[Activity | None] = relationship()
    caused_by: Mapped[Member | None] = relationship(foreign_keys=[caused_by_id])

    @property
    def url(self) -> str:
        """Where the member reads it."""
        return f"/passport/appeals/{self.id}"

    @property
    def place(self) -> str:
        """Where it is decided on."""
        return f"{self.home}/{self.id}"

    @property
    def key(self) -> str:
        """Of what gives back."""
        return f"looked again: {self.id}"


class SayWhyAgain(Refusal):
    """Somebody else has to understand it; of at most so many characters."""


class NotHeard(Refusal):
    """It was the member's own doing, was asked before, or is too long ago."""


class LookedAlready(Refusal):
    """Somebody else decided on it a moment ago."""
