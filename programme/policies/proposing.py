"""A change of the rules is proposed by one and signed by another; until its day it may be withdrawn."""

from datetime import UTC, datetime, time, timedelta

from sqlalchemy import select

from community import clock
from community.audit import audit
from community.db import db, transaction
from community.engagement.policy import Policy, policy_on
from community.members import Member
from community.moderation.appealing import checked
from community.permissions import require
from programme.policies.looking import look_anew
from programme.policies.models import (
    NOTICE,
    AlmostBegun,
    AnotherComes,
    PolicyProposal,
    ProposalMoved,
    ProposalState,
    RulesMoved,
    StillPlayed,
    TooSoon,
)
from programme.policies.telling import tell_members, tell_proposer, tell_signers
from programme.policies.trying import is_being_tried
from programme.policies.writing import toml_of

OPEN = (ProposalState.LOOKING, ProposalState.READY)
MARGIN = timedelta(minutes=5)  # what is withdrawn is stored before a worker asks which rules the new day has


def propose(policy: Policy, by: Member, text: str = "") -> PolicyProposal:
    """`text`: the file as it was written, with its comments. The club is counted by it at once."""
    require(by, "propose", PolicyProposal)
    with transaction():
        it = PolicyProposal(**_facts(policy, text), proposed_by_id=by.id)
        db.session.add(it)
        db.session.flush()
        look_anew(it)
        audit("policy.proposed", f"policy {it.id}", by.id)
        tell_signers(it, by)
    return it


def change_proposal(it: PolicyProposal, policy: Policy, by: Member, text: str = "") -> None:
    """Whoever changes it has proposed it."""
    require(by, "prepare", it)
    with transaction():
        _held(it, OPEN)
        for name, value in _facts(policy, text).items():
            setattr(it, name, value)
        it.__dict__.pop("policy", None)
        it.proposed_by_id, it.proposed_at = by.id, clock.now()
        look_anew(it)
        audit("policy.changed", f"policy {it.id}", by.id)
        tell_signers(it, by)


def sign_proposal(it: PolicyProposal, looked_at: str, by: Member) -> None:
    """`looked_at` names the what-if that was read. Members are told; it begins on its day."""
    require(by, "sign", it)
    with transaction():
        _held(it, (ProposalState.READY,))
        require(by, "sign", it)
        if it.mark != looked_at:
            raise ProposalMoved
        if is_being_tried(it):
            raise StillPlayed
        _refuse_what_cannot_begin(it)
        it.decided_by_id, it.signed_at = by.id, clock.now()
        audit("policy.signed", f"policy {it.id}", by.id)
        tell_members(it, "rules_change")


def decline_proposal(it: PolicyProposal, reason: str, by: Member) -> None:
    """Raises SayWhy, TooLong."""
    require(by, "sign", it)
    reason = checked(reason)
    with transaction():
        _held(it, OPEN)
        require(by, "sign", it)
        it.decided_by_id, it.declined_at, it.declined_because = by.id, clock.now(), reason
        audit("policy.declined", f"policy {it.id}", by.id)
        tell_proposer(it, by)


def withdraw_proposal(it: PolicyProposal, by: Member) -> None:
    """Members who were told of it hear that the rules stay."""
    require(by, "withdraw", it)
    with transaction():
        _held(it, (*OPEN, ProposalState.SIGNED))
        if it.signed_at and clock.now() > _begins_at(it) - MARGIN:
            raise AlmostBegun
        it.withdrawn_by_id, it.withdrawn_at = by.id, clock.now()
        audit("policy.withdrawn", f"policy {it.id}", by.id)
        if it.signed_at:
            tell_members(it, "rules_stay")


def _facts(policy: Policy, text: str) -> dict[str, object]:
    facts = {"name": policy.name, "starts_on": policy.from_, "text": text or toml_of(policy)}
    return facts | {"beside": policy_on(clock.today()).name}


def _refuse_what_cannot_begin(it: PolicyProposal) -> None:
    today = clock.today()
    signed = PolicyProposal.signed_at.is_not(None) & PolicyProposal.withdrawn_at.is_(None)
    waiting = select(PolicyProposal.id).where(signed, PolicyProposal.starts_on > today)
    if db.session.scalar(waiting.with_for_update()):
        raise AnotherComes
    same_name = select(PolicyProposal.id).where(signed, PolicyProposal.name == it.name)
    if policy_on(today).name != it.beside or db.session.scalar(same_name):
        raise RulesMoved
    if it.starts_on < today + timedelta(days=NOTICE):
        raise TooSoon


def _begins_at(it: PolicyProposal) -> datetime:
    return datetime.combine(it.starts_on, time(), UTC)


def _held(it: PolicyProposal, states: tuple[ProposalState, ...]) -> None:
    """Read anew and held, so that two who press at once do not both."""
    db.session.refresh(it, with_for_update={"of": PolicyProposal})
    if it.state not in states:
        raise ProposalMoved
