"""A change of the score's rules that somebody proposes, and what it would do to each member."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Any, ClassVar

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community import clock
from community.belonging import NAMED, OWN
from community.db import Model, Refusal
from community.engagement.policy import Policy, policy_kept
from community.engagement.simulating import Seen
from community.engagement.standing import Tier
from community.members import Member

NOTICE = 7  # days: members hear of a change that long before it begins
LONGEST_AHEAD = 366  # days
LONGEST_TEXT = 20_000  # characters of a policy
LONGEST_WORDS = 600  # of why one is declined
FORGOTTEN = timedelta(days=90)  # after it was decided on, what it would have done to each


class ProposalState(StrEnum):
    LOOKING = "looking"  # a worker counts everybody by it
    READY = "ready"  # to be signed by somebody else
    SIGNED = "signed"  # members are told, it begins on its day
    BEGUN = "begun"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class PolicyProposal(Model):
    __tablename__ = "policy_proposal"
    home: ClassVar[str] = "/programme/policies"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    starts_on: Mapped[date] = mapped_column(index=True)
    text: Mapped[str]  # TOML
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), info=NAMED)
    proposed_at: Mapped[datetime] = mapped_column(default=clock.now)
    beside: Mapped[str]  # the name of the policy it was compared with
    of: Mapped[int] = mapped_column(default=0)  # members to be counted
    counts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    looked_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), info=NAMED)
    signed_at: Mapped[datetime | None]
    declined_at: Mapped[datetime | None]
    declined_because: Mapped[str | None]
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), info=NAMED)
    withdrawn_at: Mapped[datetime | None]

    proposed_by: Mapped[Member | None] = relationship(foreign_keys=[proposed_by_id])
    decided_by: Mapped[Member | None] = relationship(foreign_keys=[decided_by_id])
    withdrawn_by: Mapped[Member | None] = relationship(foreign_keys=[withdrawn_by_id])

    @property
    def url(self) -> str:
        return f"{self.home}/{self.id}"

    @property
    def mark(self) -> str:
        """Names the what-if, for whoever read it and signs."""
        return self.looked_at.isoformat(timespec="milliseconds") if self.looked_at else ""

    @cached_property
    def policy(self) -> Policy:
        return policy_kept(self.text)

    @property
    def seen(self) -> Seen:
        return Seen(self.counts)

    @property
    def state(self) -> ProposalState:
        if self.withdrawn_at:
            return ProposalState.WITHDRAWN
        if self.declined_at:
            return ProposalState.DECLINED
        if self.signed_at:
            return ProposalState.BEGUN if self.starts_on <= clock.today() else ProposalState.SIGNED
        return ProposalState.READY if self.looked_at else ProposalState.LOOKING


class PolicyOutcome(Model):
    """What a proposal would do to a member; only of those who would move."""

    __tablename__ = "policy_outcome"
    __table_args__ = (Index("ix_policy_outcome_proposal_size", "proposal_id", "size"),)

    proposal_id: Mapped[int] = mapped_column(ForeignKey("policy_proposal.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, index=True, info=OWN)
    before: Mapped[int]  # thousandths of points
    after: Mapped[int]
    size: Mapped[int]  # of the change, whichever way
    parts: Mapped[dict[str, Any]]  # of each part, before and after
    tier: Mapped[Tier]
    was: Mapped[Tier]  # where today's rules would lead
    will: Mapped[Tier]

    member: Mapped[Member] = relationship()


class AttackTrial(Model):
    """The attacks on the score, played by certain rules and the code that counts: `rules` names both."""

    __tablename__ = "attack_trial"

    rules: Mapped[str] = mapped_column(primary_key=True)
    asked_at: Mapped[datetime] = mapped_column(index=True)
    heard_at: Mapped[datetime | None]  # the last sign of whoever plays them
    ended_at: Mapped[datetime | None]
    played: Mapped[int] = mapped_column(default=0)
    of: Mapped[int]
    found: Mapped[list[dict[str, Any]]] = mapped_column(
        JSON, default=list
    )  # of each attack, as `Judged` says it
    trouble: Mapped[str | None]  # why they could not be played


class InvalidProposal(Refusal):
    """Some of what was asked for cannot stay: a sentence for each field."""

    def __init__(self, fields: dict[str, str]) -> None:
        super().__init__("\n".join(fields.values()))
        self.fields = fields


class ProposalMoved(Refusal):
    """It is not any more as it was when somebody looked at it."""


class RulesMoved(Refusal):
    """It was compared with rules that are not in force any more."""


class StillPlayed(Refusal):
    """A worker plays the attacks by it: what they say is not read yet."""


class AnotherComes(Refusal):
    """A signed change waits for its day."""


class TooSoon(Refusal):
    """Members would not hear of it in time."""


class AlmostBegun(Refusal):
    """It is too late to withdraw."""
