"""Who is read first: a member until a day, by a reason that they read; or all of a tier."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community import clock
from community.belonging import ABOUT, NAMED, WORDS
from community.db import Model, Refusal
from community.engagement.standing import Tier
from community.members import Member

LONGEST = 300  # characters of a reason
SPANS = (1, 7, 30, 90)  # days


class ReadFirst(Model):
    """What the member writes waits until somebody has read it. Taken back or run out, the row stays."""

    __tablename__ = "read_first"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True, info=ABOUT)
    reason: Mapped[str] = mapped_column(info=WORDS)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), info=NAMED)
    since: Mapped[datetime] = mapped_column(default=clock.now)
    until: Mapped[datetime]
    ended_at: Mapped[datetime | None]  # by somebody, before its time

    member: Mapped[Member] = relationship(foreign_keys=[member_id])
    by: Mapped[Member | None] = relationship(foreign_keys=[by_id])


class ReadFirstTier(Model):
    """What members of this tier write waits."""

    __tablename__ = "read_first_tier"

    tier: Mapped[Tier] = mapped_column(primary_key=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), info=NAMED)
    since: Mapped[datetime] = mapped_column(default=clock.now)


class NoReason(Refusal):
    """Whoever is read first is told why."""


class ReasonTooLong(Refusal):
    """A sentence or two."""


class NoSpan(Refusal):
    """It always has an end, and one of those that are offered."""


class OneOfTheTeam(Refusal):
    """The team reads others first, not itself."""
