"""A story that is read before its readers read it, and what is said about its paragraphs."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community import clock
from community.belonging import NAMED, OWN, SAID, WORDS
from community.contributions import Disclosure
from community.db import Model, Refusal
from community.members import Member
from posts.blog.models import Story

PROMISE = timedelta(hours=48)  # until somebody has answered; later, those who run the programme are told
LONGEST_COMMENT = 2_000  # characters


class Stage(StrEnum):
    WAITS = "waits"  # for somebody to read it
    CHANGES = "changes"  # are asked for: its authors' turn
    APPROVED = "approved"  # as it was sent
    WITHDRAWN = "withdrawn"


OPEN = frozenset({Stage.WAITS, Stage.CHANGES})


class EditorialReview(Model):
    """One of each story, in as many rounds as it takes."""

    __tablename__ = "editorial_review"
    __table_args__ = (Index("ix_editorial_review_stage", "stage", "sent_at"),)

    story_id: Mapped[int] = mapped_column(ForeignKey("story.id"), primary_key=True, info=OWN)
    stage: Mapped[Stage] = mapped_column(default=Stage.WAITS)
    round: Mapped[int] = mapped_column(default=1)
    number: Mapped[int]  # of the revision that was sent
    answered: Mapped[int | None]  # of the one that was last answered: what changed since then is shown
    disclosure: Mapped[Disclosure | None]  # as it was sent
    sponsor: Mapped[str] = mapped_column(default="")
    publishes: Mapped[bool]  # as soon as it is approved
    sent_at: Mapped[datetime] = mapped_column(default=clock.now)  # in this round
    moved_at: Mapped[datetime] = mapped_column(default=clock.now)
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), info=NAMED)  # who reads it now
    taken_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), info=NAMED)
    decided_at: Mapped[datetime | None]
    late_told_at: Mapped[datetime | None]  # in this round

    story: Mapped[Story] = relationship()
    taken_by: Mapped[Member | None] = relationship(foreign_keys=[taken_by_id])
    decided_by: Mapped[Member | None] = relationship(foreign_keys=[decided_by_id])
    comments: Mapped[list["EditorialComment"]] = relationship(order_by="EditorialComment.id")

    @property
    def is_open(self) -> bool:
        return self.stage in OPEN

    @property
    def url(self) -> str:
        return f"{Story.home}/{self.story_id}/review"

    @property
    def promised_at(self) -> datetime:
        return self.sent_at + PROMISE


class EditorialComment(Model):
    """By whoever reads it for the club, or by those who write it."""

    __tablename__ = "editorial_comment"

    id: Mapped[int] = mapped_column(primary_key=True)
    story_id: Mapped[int] = mapped_column(ForeignKey("editorial_review.story_id"), index=True, info=OWN)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True, info=SAID)
    number: Mapped[int]  # of the revision it was written on
    paragraph: Mapped[int | None]  # from 0; none: about the whole
    text: Mapped[str] = mapped_column(info=WORDS)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    settled_at: Mapped[datetime | None]  # its authors have seen to it

    review: Mapped[EditorialReview] = relationship(overlaps="comments")
    member: Mapped[Member] = relationship()


class Unreviewed(Refusal):
    """A verified blogger's first story is read by the club's team before members read it."""


class NothingToReview(Refusal):
    """It may be published as it stands."""


class SentAlready(Refusal):
    """It waits, as it stands."""


class NoWords(Refusal):
    """Whoever is asked to change something reads what."""


class CommentTooLong(Refusal):
    """Longer things are said in person."""


class Moved(Refusal):
    """It was sent anew, taken back or decided on a moment ago."""


class ReadByAnother(Refusal):
    """Somebody took it who was not known of; the text is their name."""
