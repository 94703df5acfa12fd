"""A round of invitations, who was seen in it with which values, and every step that was taken."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community import clock
from community.belonging import NAMED, OWN
from community.db import Model, Refusal
from community.members import Member, Role
from programme.selection.criteria import CriteriaSet

MANAGE = (Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR)
LONGEST_NAME = 80
MOST = 100_000  # places in a round
FEWEST_DAYS, MOST_DAYS = 3, 60  # to answer in
NEAR = 200  # near misses that are kept
REMINDED = timedelta(days=3)  # before an invitation ends
FORGOTTEN = timedelta(days=90)  # after a round, what was seen of those who were not invited


class RoundState(StrEnum):
    LOOKING = "looking"  # a worker goes through the club
    READY = "ready"  # to be signed by somebody else
    SIGNED = "signed"  # to be sent
    SENT = "sent"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class InvitationRound(Model):
    __tablename__ = "invitation_round"
    home: ClassVar[str] = "/programme/rounds"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    criteria: Mapped[dict[str, Any]]  # as they were when the round was prepared
    capacity: Mapped[int]
    answer_days: Mapped[int]
    closes_at: Mapped[datetime]  # nobody is invited after it, and no answer is taken
    moves_up: Mapped[bool]  # the next in rank is invited where somebody declines or does not answer
    prepared_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), info=NAMED)
    prepared_at: Mapped[datetime] = mapped_column(default=clock.now)
    looked_at: Mapped[datetime | None]
    considered: Mapped[int] = mapped_column(default=0)
    passed: Mapped[int] = mapped_column(default=0)
    signed_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), info=NAMED)
    signed_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]

    prepared_by: Mapped[Member | None] = relationship(foreign_keys=[prepared_by_id])
    signed_by: Mapped[Member | None] = relationship(foreign_keys=[signed_by_id])

    @property
    def url(self) -> str:
        return f"{self.home}/{self.id}"

    @property
    def mark(self) -> str:
        """Names the dry run, for whoever read it and signs."""
        return self.looked_at.isoformat(timespec="milliseconds") if self.looked_at else ""

    @property
    def asks(self) -> CriteriaSet:
        return CriteriaSet.model_validate(self.criteria)

    @property
    def state(self) -> RoundState:
        if self.cancelled_at:
            return RoundState.CANCELLED
        if self.closes_at <= clock.now():
            return RoundState.CLOSED
        if self.sent_at:
            return RoundState.SENT
        if self.signed_at:
            return RoundState.SIGNED
        return RoundState.READY if self.looked_at else RoundState.LOOKING


class CandidacyState(StrEnum):
    SEEN = "seen"  # in a round, and not invited
    INVITED = "invited"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"


class Candidacy(Model):
    """A member in a round: the values that were seen, and what became of it."""

    __tablename__ = "candidacy"
    __table_args__ = (
        UniqueConstraint("round_id", "member_id"),
        Index("ix_candidacy_round_rank", "round_id", "rank"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("invitation_round.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True, info=OWN)
    rank: Mapped[int | None]  # among those who pass, from 1; none: a near miss
    weight: Mapped[int]  # of the criteria that are met
    score: Mapped[int]  # points
    saw: Mapped[dict[str, Any]]  # the value of each criterion, by its name
    invited_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    accepted_at: Mapped[datetime | None]
    declined_at: Mapped[datetime | None]
    expired_at: Mapped[datetime | None]

    round: Mapped[InvitationRound] = relationship()
    member: Mapped[Member] = relationship()

    @property
    def url(self) -> str:
        """Where she reads it."""
        return f"/passport/invitations/{self.id}"

    @property
    def place(self) -> str:
        """Where managers read what was seen."""
        return f"{InvitationRound.home}/{self.round_id}/candidates/{self.id}"

    @property
    def values(self) -> Mapping[str, int]:
        return {name: int(value) for name, value in self.saw.items()}

    @property
    def state(self) -> CandidacyState:
        if self.accepted_at:
            return CandidacyState.ACCEPTED
        if self.declined_at:
            return CandidacyState.DECLINED
        if self.expired_at or (self.ends_at and self.ends_at <= clock.now()):
            return CandidacyState.EXPIRED
        return CandidacyState.INVITED if self.invited_at else CandidacyState.SEEN


class Taken(StrEnum):
    """What can be done in a round."""

    OPENED = "opened"
    CHANGED = "changed"
    LOOKED = "looked"
    SIGNED = "signed"
    SENT = "sent"
    INVITED = "invited"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


class RoundStep(Model):
    """Who did what in a round, and for how many. Only ever added; answers of members name nobody."""

    __tablename__ = "round_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("invitation_round.id"), index=True)
    what: Mapped[Taken]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), info=NAMED)  # none: by the clock
    number: Mapped[int] = mapped_column(default=1)
    at: Mapped[datetime] = mapped_column(default=clock.now)

    by: Mapped[Member | None] = relationship()


class InvalidRound(Refusal):
    """Some of what was asked for cannot stay; `field` says which."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class NotSigned(Refusal):
    """Nobody else has signed it yet."""


class NobodyPasses(Refusal):
    """There is nobody to invite."""


class RoundMoved(Refusal):
    """The round is not any more as it was when somebody looked at it."""


class Answered(Refusal):
    """The invitation was answered before, or has ended."""
