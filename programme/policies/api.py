"""Changes of the score's rules for programs: what is proposed, what it would do, and the signature."""

from datetime import date
from http import HTTPStatus
from typing import Annotated, Literal

from pydantic import Field

from community.api.answers import Answer, Moment, Page, page
from community.api.bodies import Body, PageQuery, Text
from community.api.cursors import cursor, id_in
from community.api.doors import Api
from community.api.problems import say
from community.db import get_or_404
from community.engagement.policy import MILLI
from community.engagement.standing import Tier
from community.entrance.tokens import Scope
from community.members import Member
from community.permissions import require
from programme.attacks.judging import Judged
from programme.policies.faults import read_toml
from programme.policies.models import (
    LONGEST_TEXT,
    LONGEST_WORDS,
    AlmostBegun,
    AnotherComes,
    InvalidProposal,
    PolicyOutcome,
    PolicyProposal,
    ProposalMoved,
    ProposalState,
    RulesMoved,
    StillPlayed,
    TooSoon,
)
from programme.policies.proposing import decline_proposal, propose, sign_proposal, withdraw_proposal
from programme.policies.reading import movers, proposals
from programme.policies.routes import words_for
from programme.policies.tried import Tried, tried

policy_proposals = Api("policies", scope=Scope.ALL)


class NewPolicyProposal(Body):
    """`text`: a whole policy as TOML."""

    text: Annotated[Text, Field(max_length=LONGEST_TEXT)]


class PolicyProposalAnswer(Answer):
    """`counts` by name: was, will, enter and leave by tier, before and after by part in thousandths."""

    id: int
    url: str
    name: str
    starts_on: date
    state: ProposalState
    because: str
    text: str
    proposed_by: str | None
    decided_by: str | None
    beside: str
    looked_at: Moment | None
    counts: dict[str, int]
    declined_because: str | None


class PolicySignature(Body):
    """`looked_at` as the proposal said it: another what-if is not signed unread."""

    looked_at: Annotated[Text, Field(max_length=40)]


class PolicyRefusal(Body):
    """Whoever proposed it reads `reason`."""

    reason: Annotated[Text, Field(max_length=LONGEST_WORDS)]


class PolicyMoverAnswer(Answer):
    """Points before and after, of each part too; `was` and `will`: where they lead."""

    handle: str
    tier: Tier
    before: float
    after: float
    was: Tier
    will: Tier
    parts: dict[str, list[float]]


class AttackOutcome(Answer):
    """Points a year that an account gains: whoever gains most, and on average. `bound`: at most, by promise.

    `risen`: how many reach Super before half of the other members. `troubles`: what does not hold.
    """

    most: float
    average: float
    bound: float | None
    risen: int
    order_kept: float
    troubles: list[str]


class PolicyAttack(Answer):
    """One attack; `before` is missing where it was not played by the rules of today."""

    key: str
    name: str
    before: AttackOutcome | None
    after: AttackOutcome


class PolicyAttacksAnswer(Answer):
    """`played` of `of` are played; `state` is none, playing, failed or played."""

    state: Literal["none", "playing", "failed", "played"]
    played: int
    of: int
    attacks: list[PolicyAttack]


def told_attacks(it: Tried | None) -> PolicyAttacksAnswer:
    if it is None:
        return PolicyAttacksAnswer(state="none", played=0, of=0, attacks=[])
    attacks = [
        PolicyAttack(
            key=one.key,
            name=one.name,
            before=_outcome(one.before) if one.before else None,
            after=_outcome(one.after),
        )
        for one in it.attacks
    ]
    state: Literal["playing", "failed", "played"] = (
        "playing" if it.is_on else "failed" if it.failed else "played"
    )
    return PolicyAttacksAnswer(state=state, played=it.played, of=it.of, attacks=attacks)


def _outcome(it: Judged) -> AttackOutcome:
    return AttackOutcome(
        most=round(it.gain, 3),
        average=round(it.each, 3),
        bound=it.bound,
        risen=it.risen,
        order_kept=round(it.order, 3),
        troubles=it.troubles,
    )


def listed_proposal(it: PolicyProposal) -> PolicyProposalAnswer:
    names = ("id", "url", "name", "starts_on", "state", "text", "beside", "looked_at", "counts")
    return PolicyProposalAnswer(
        because=it.policy.because,
        proposed_by=it.proposed_by.handle if it.proposed_by else None,
        decided_by=it.decided_by.handle if it.decided_by else None,
        declined_because=it.declined_because,
        **{name: getattr(it, name) for name in names},
    )


def listed_mover(it: PolicyOutcome) -> PolicyMoverAnswer:
    parts = {name: [points / MILLI for points in both] for name, both in it.parts.items()}
    return PolicyMoverAnswer(
        handle=it.member.handle,
        tier=it.tier,
        before=it.before / MILLI,
        after=it.after / MILLI,
        was=it.was,
        will=it.will,
        parts=parts,
    )


@policy_proposals.get("/programme/policies")
def list_policy_proposals(me: Member, asked: PageQuery) -> Page[PolicyProposalAnswer]:
    """Every proposed change of the rules, the newest first."""
    require(me, "propose", PolicyProposal)
    found = proposals(id_in(asked.cursor), asked.limit + 1)
    return page(found, asked.limit, listed_proposal, lambda it: cursor(it.id))


@policy_proposals.post("/programme/policies", at="/programme/policies/{id}")
def propose_policy(me: Member, sent: NewPolicyProposal) -> PolicyProposalAnswer:
    """Propose other rules: everybody is counted by them, nobody is told."""
    require(me, "propose", PolicyProposal)
    return listed_proposal(propose(read_toml(sent.text), me, sent.text))


@policy_proposals.get("/programme/policies/<int:id>")
def read_policy_proposal(me: Member, id: int) -> PolicyProposalAnswer:
    """How a proposal stands, and what it would do."""
    it = get_or_404(PolicyProposal, id)
    require(me, "read", it)
    return listed_proposal(it)


@policy_proposals.get("/programme/policies/<int:id>/movers")
def list_policy_movers(me: Member, id: int) -> Page[PolicyMoverAnswer]:
    """The fifty whom it would move furthest; all of them are in the CSV file."""
    it = get_or_404(PolicyProposal, id)
    require(me, "read", it)
    return Page(items=[listed_mover(one) for one in movers(it)])


@policy_proposals.get("/programme/policies/<int:id>/attacks")
def read_policy_attacks(me: Member, id: int) -> PolicyAttacksAnswer:
    """What accounts would gain that attack the score, by the rules of today and then."""
    it = get_or_404(PolicyProposal, id)
    require(me, "read", it)
    return told_attacks(tried(it))


@policy_proposals.post("/programme/policies/<int:id>/signature", at="/programme/policies/{id}")
def sign_policy(me: Member, id: int, sent: PolicySignature) -> PolicyProposalAnswer:
    """Sign what somebody else proposed: members are told."""
    it = get_or_404(PolicyProposal, id)
    sign_proposal(it, sent.looked_at, me)
    return listed_proposal(it)


@policy_proposals.post("/programme/policies/<int:id>/refusal", at="/programme/policies/{id}")
def decline_policy(me: Member, id: int, sent: PolicyRefusal) -> PolicyProposalAnswer:
    """Decline what somebody else proposed."""
    it = get_or_404(PolicyProposal, id)
    decline_proposal(it, sent.reason, me)
    return listed_proposal(it)


@policy_proposals.post("/programme/policies/<int:id>/withdrawal", at="/programme/policies/{id}")
def withdraw_policy(me: Member, id: int) -> PolicyProposalAnswer:
    """Withdraw what has not begun."""
    it = get_or_404(PolicyProposal, id)
    withdraw_proposal(it, me)
    return listed_proposal(it)


say(InvalidProposal, words_for)
say(ProposalMoved, words_for, status=HTTPStatus.CONFLICT)
say(StillPlayed, words_for, status=HTTPStatus.CONFLICT)
say(RulesMoved, words_for, status=HTTPStatus.CONFLICT)
say(AnotherComes, words_for, status=HTTPStatus.CONFLICT)
say(TooSoon, words_for, status=HTTPStatus.CONFLICT)
say(AlmostBegun, words_for, status=HTTPStatus.CONFLICT)
