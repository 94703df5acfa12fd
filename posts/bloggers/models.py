"""An application and what was said about it, and the badge that may come of it."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community import clock
from community.belonging import NAMED, OWN, SAID, WORDS
from community.db import Model, Refusal
from community.members import Member

LASTS = timedelta(days=365)
SOON = timedelta(days=30)  # before its end, when its owner is told how it stands
AGAIN = timedelta(days=30)  # after a refusal
MOST_TOPICS, LONGEST_TOPIC = 5, 30
MOST_LINKS = 5
SHORTEST, LONGEST = 60, 3_000  # characters of what applicants say
LONGEST_NOTE = 2_000


class State(StrEnum):
    SENT = "sent"
    ASKED = "asked"  # for more; the applicant answers in place
    APPEALED = "appealed"  # somebody else decides
    APPROVED = "approved"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"

    @property
    def waits(self) -> bool:
        """For somebody of the club."""
        return self in {State.SENT, State.APPEALED}

    @property
    def is_open(self) -> bool:
        return self.waits or self is State.ASKED


OPEN = frozenset(state for state in State if state.is_open)
WAITING = frozenset(state for state in State if state.waits)


class Application(Model):
    __tablename__ = "blogger_application"
    __table_args__ = (Index("ix_blogger_application_state", "state", "moved_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True, info=OWN)
    open_id: Mapped[int | None] = mapped_column(unique=True)  # its member's while it is open: one at a time
    topics: Mapped[str]  # with commas between
    links: Mapped[str] = mapped_column(default="")  # one on each line
    words: Mapped[str]  # why, and what shows it
    state: Mapped[State] = mapped_column(default=State.SENT)
    sent_at: Mapped[datetime] = mapped_column(default=clock.now)
    moved_at: Mapped[datetime] = mapped_column(default=clock.now)  # since when it is in its state
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), info=NAMED)
    decided_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="")
    again_at: Mapped[datetime | None]  # when a new one may be sent
    appealed_at: Mapped[datetime | None]  # once

    member: Mapped[Member] = relationship(foreign_keys=[member_id])
    decided_by: Mapped[Member | None] = relationship(foreign_keys=[decided_by_id])
    notes: Mapped[list["Note"]] = relationship(order_by="Note.id")

    url = "/bloggers/apply"

    @property
    def place(self) -> str:
        """Where it is decided on."""
        return f"/bloggers/applications/{self.id}"


class Note(Model):
    """What the applicant and those who decide say to each other."""

    __tablename__ = "blogger_note"

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("blogger_application.id"), index=True, info=OWN)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True, info=SAID)
    text: Mapped[str] = mapped_column(info=WORDS)
    at: Mapped[datetime] = mapped_column(default=clock.now)

    member: Mapped[Member] = relationship()


class Badge(Model):
    """Verified for some topics until a day; kept when it has ended, as what was once true."""

    __tablename__ = "blogger_badge"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, info=OWN)
    topics: Mapped[str]
    since: Mapped[datetime] = mapped_column(default=clock.now)
    ends_at: Mapped[datetime] = mapped_column(index=True)
    told_at: Mapped[datetime | None]  # that it ends soon
    ended_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="")  # why it was taken away; none: it was not renewed

    member: Mapped[Member] = relationship()


class NotYet(Refusal):
    """A criterion is not met, an application is open, or the last refusal is too recent."""


class NotForStaff(Refusal):
    """Who speaks for the club is not verified by it."""


class Unfinished(Refusal):
    """`field` says what is missing or cannot stay."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class NeedsReason(Refusal):
    """Whoever is refused, or loses a badge, reads why."""


class Moved(Refusal):
    """Somebody else did something with it a moment ago."""
