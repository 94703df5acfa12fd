"""Reports of members, the case they make, what was decided on it, and the appeal against that."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community import clock
from community.belonging import ABOUT, NAMED, OWN, WORDS
from community.contributions import Contribution
from community.db import Model, Refusal
from community.members import Member

LONGEST = 1_000  # characters of a report
LONGEST_WORDS = 2_000  # of what an author reads, and of an appeal
UNDO = timedelta(seconds=30)
GRACE = timedelta(seconds=5)  # for the click that comes at the last moment
CLAIM_LASTS = timedelta(minutes=30)
APPEAL_WITHIN = timedelta(days=20)
AGAIN_AFTER = timedelta(hours=24)
LONGEST_ALONE = 30  # days for which one moderator may keep a member out without a second


class Measure(StrEnum):
    """What may be decided."""

    KEEP = "keep"
    LIMIT = "limit"  # for its author's followers alone
    LABEL = "label"  # it says that it is an advertisement, and gives back what it was worth
    HIDE = "hide"  # its author alone sees it
    REMOVE = "remove"  # gone, and with it what it was worth
    WARN = "warn"
    FRAUD = "fraud"  # proven: a member's word weighs nothing, and what others gave her counts nothing
    SUSPEND = "suspend"  # its author is kept out for some days
    BAN = "ban"  # until somebody lifts it; a second person confirms

    @property
    def keeps_out(self) -> bool:
        return self in {Measure.SUSPEND, Measure.BAN}

    @property
    def takes_points(self) -> bool:
        return self in {Measure.LABEL, Measure.REMOVE}


class Case(Model):
    """A thing or a member that somebody reported: all reports on it until it is decided."""

    __tablename__ = "moderation_case"
    __table_args__ = (Index("ix_moderation_case_closed_opened", "closed_at", "opened_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True, info=ABOUT)  # whose it is
    contribution_id: Mapped[int | None] = mapped_column(
        ForeignKey("contribution.id"), index=True, info=NAMED
    )  # none: it is the member who was reported
    kind: Mapped[str]  # of the thing, or "member"
    open_key: Mapped[str | None] = mapped_column(unique=True)  # one open case for each thing
    rule: Mapped[str] = mapped_column(index=True)  # that was named first
    as_reported: Mapped[dict[str, Any]] = mapped_column(info=WORDS)
    photo: Mapped[str | None]  # kept as long as the case
    weight: Mapped[int] = mapped_column(default=0)
    opened_at: Mapped[datetime] = mapped_column(default=clock.now)
    seen_at: Mapped[datetime | None]  # by a moderator
    hidden_at: Mapped[datetime | None]  # by the weight of the reports, until somebody has seen it
    claimed_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), info=NAMED)
    claimed_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]

    member: Mapped[Member] = relationship(foreign_keys=[member_id])
    claimed_by: Mapped[Member | None] = relationship(foreign_keys=[claimed_by_id])
    contribution: Mapped[Contribution | None] = relationship()
    reports: Mapped[list["Report"]] = relationship(order_by="Report.id", back_populates="case")
    decisions: Mapped[list["Decision"]] = relationship(order_by="Decision.id", back_populates="case")

    @property
    def url(self) -> str:
        return f"/moderation/cases/{self.id}"

    @property
    def is_held(self) -> bool:
        """The house itself has hidden it, until somebody has read it: nobody reported it."""
        return self.hidden_at is not None and not self.weight

    @property
    def holder(self) -> Member | None:
        """Who has it; a claim lapses, so that nothing waits for somebody who went home."""
        held = self.claimed_at and self.claimed_at > clock.now() - CLAIM_LASTS
        return self.claimed_by if held else None


class Report(Model):
    __tablename__ = "report"
    __table_args__ = (UniqueConstraint("case_id", "by_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("moderation_case.id"), info=ABOUT)
    by_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True, info=OWN)
    rule: Mapped[str]
    text: Mapped[str] = mapped_column(default="", info=WORDS)
    weight: Mapped[int]
    at: Mapped[datetime] = mapped_column(default=clock.now)
    upheld: Mapped[bool | None]  # none: not decided

    case: Mapped[Case] = relationship(back_populates="reports")
    by: Mapped[Member] = relationship()


class Decision(Model):
    __tablename__ = "moderation_decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("moderation_case.id"), index=True, info=ABOUT)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True, info=ABOUT)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), info=NAMED)
    together: Mapped[int | None]  # the number of the first of those decided in one go
    measure: Mapped[Measure]
    rule: Mapped[str]
    words: Mapped[str] = mapped_column(default="", info=WORDS)  # that the author reads
    until: Mapped[datetime | None]
    before: Mapped[dict[str, Any]]  # how it was, to be put back
    at: Mapped[datetime] = mapped_column(default=clock.now, index=True)
    told_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), info=NAMED)
    confirmed_at: Mapped[datetime | None]  # of a ban: by a second person, whatever she said

    case: Mapped[Case] = relationship(back_populates="decisions")
    member: Mapped[Member] = relationship(foreign_keys=[member_id])
    by: Mapped[Member | None] = relationship(foreign_keys=[by_id])
    appeal: Mapped["Appeal | None"] = relationship(back_populates="decision")

    @property
    def url(self) -> str:
        """Where its author reads it."""
        return f"/decisions/{self.id}"

    @property
    def stands(self) -> bool:
        return self.undone_at is None

    @property
    def was_overturned(self) -> bool:
        """By an appeal: not undone by whoever decided, but found to be wrong."""
        return bool(self.appeal and self.appeal.won)

    @property
    def lot(self) -> int:
        """The number of the first of those decided in one go; of one decided alone, its own."""
        return self.together or self.id

    def is_signed_by(self, member: Member) -> bool:
        """Who decided, and who confirmed that a ban is for good or said that it is not."""
        return member.id in {self.by_id, self.confirmed_by_id}

    @property
    def hides_too(self) -> bool:
        """Who is kept out for what was hidden until somebody decides is refused that as well."""
        return self.measure.keeps_out and self.case.hidden_at is not None

    @property
    def may_be_undone(self) -> bool:
        return self.stands and self.told_at is None and clock.now() <= self.at + UNDO

    @property
    def is_heard_until(self) -> datetime:
        """When it is too late to appeal."""
        return self.at + APPEAL_WITHIN

    @property
    def may_be_appealed(self) -> bool:
        """Once, within twenty days, against what changed something."""
        heard = self.appeal is None and clock.now() <= self.is_heard_until
        return self.stands and self.measure is not Measure.KEEP and heard

    @property
    def is_for_good(self) -> bool:
        """A ban of which a second person has said that nothing ends it but an appeal."""
        return self.measure is Measure.BAN and self.confirmed_at is not None and self.until is None


class Appeal(Model):
    __tablename__ = "moderation_appeal"

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("moderation_decision.id"), unique=True, info=ABOUT)
    by_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True, info=OWN)
    text: Mapped[str] = mapped_column(info=WORDS)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), info=NAMED)
    decided_at: Mapped[datetime | None]
    won: Mapped[bool | None]
    answer: Mapped[str] = mapped_column(default="", info=WORDS)

    decision: Mapped[Decision] = relationship(back_populates="appeal")


class Taken(Model):
    """Who has something of the queue that is no case of its own: a post on a board, a fake, an appeal."""

    __tablename__ = "taken"

    kind: Mapped[str] = mapped_column(primary_key=True)  # as the queue calls it
    thing_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    by_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True, info=ABOUT)
    at: Mapped[datetime] = mapped_column(default=clock.now)

    @property
    def is_over(self) -> bool:
        """Like a case: nothing waits for somebody who went home."""
        return self.at <= clock.now() - CLAIM_LASTS


class StaffNote(Model):
    """What moderators tell each other of a member; nobody else reads it."""

    __tablename__ = "staff_note"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True, info=ABOUT)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), info=NAMED)
    text: Mapped[str] = mapped_column(info=WORDS)
    at: Mapped[datetime] = mapped_column(default=clock.now)

    by: Mapped[Member | None] = relationship(foreign_keys=[by_id])


class UnknownRule(Refusal):
    """The club has no such rule."""


class TooLong(Refusal):
    """More than anybody reads."""


class SayWhy(Refusal):
    """Where no rule fits, and wherever somebody is refused, words are needed."""


class ReportedAlready(Refusal):
    """One report of a member on a thing is open."""


class LookedAtLately(Refusal):
    """It was decided on a short while ago, when the same member had reported it."""


class DecidedAlready(Refusal):
    """Somebody else was faster."""


class HeldByAnother(Refusal):
    """A colleague has taken the case."""


class NotForThis(Refusal):
    """The measure does not fit: a member is not hidden, a reply has no readers of its own."""


class TooLate(Refusal):
    """The time to undo, or to appeal, is over."""


class TooClose(Refusal):
    """Whoever decides has no part in it; `why` says which part this one has."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why
