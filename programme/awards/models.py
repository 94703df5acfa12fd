"""An award: for whom, how large, why, and who stood for it."""

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community import clock
from community.belonging import NAMED, OWN
from community.db import Model, Refusal
from community.members import Member

LARGEST = 4  # steps of an award; the policy says what a step is worth
ALONE = 2  # steps that one manager gives; more takes a second
A_YEAR, MOST = timedelta(days=365), 8  # steps that one member may be given within it
SHORTEST, LONGEST = 10, 300  # characters of a reason


class Award(Model):
    __tablename__ = "award"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True, info=OWN)
    steps: Mapped[int]
    reason: Mapped[str]
    given_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), info=NAMED)
    given_at: Mapped[datetime] = mapped_column(default=clock.now)
    signed_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), info=NAMED)
    counted_at: Mapped[datetime | None]
    declined_at: Mapped[datetime | None]

    member: Mapped[Member] = relationship(foreign_keys=[member_id])
    given_by: Mapped[Member | None] = relationship(foreign_keys=[given_by_id])
    signed_by: Mapped[Member | None] = relationship(foreign_keys=[signed_by_id])

    home = "/programme/awards"

    @property
    def waits(self) -> bool:
        """For a second person."""
        return not self.counted_at and not self.declined_at


class InvalidAward(Refusal):
    """`field` says what cannot stay."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class AwardedEnough(Refusal):
    """More than a member may be given in a year."""


class AwardMoved(Refusal):
    """Somebody else decided on it a moment ago."""
