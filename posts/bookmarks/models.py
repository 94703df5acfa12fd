"""A bookmark is a member's own: nobody else sees it. A story's author sees how many keep it, never who."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community import clock
from community.belonging import ABOUT, OWN
from community.contributions import Contribution
from community.db import Model, Refusal

LONGEST = 300  # characters of a note


class Bookmark(Model):
    __tablename__ = "bookmark"
    __table_args__ = (Index("ix_bookmark_member_at", "member_id", "at"),)

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, info=OWN)
    contribution_id: Mapped[int] = mapped_column(
        ForeignKey("contribution.id"), primary_key=True, index=True, info=ABOUT
    )
    note: Mapped[str] = mapped_column(default="")
    remind_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    at: Mapped[datetime] = mapped_column(default=clock.now)

    contribution: Mapped[Contribution] = relationship()


class PastReminder(Refusal):
    """One is reminded of something to come."""


class NotToKeep(Refusal):
    """Stories, lists, topics and replies can be kept."""
