"""Signed policies stand beside those that come with the house; what-ifs are forgotten."""

from collections.abc import Iterator

from flask import has_app_context
from sqlalchemy import delete, or_, select

from community import clock
from community.db import db, transaction
from community.engagement.policy import Policy, policy_kept, when_asked_for_policies
from community.jobs import nightly
from programme.attacks.shelf import clear_shelves
from programme.policies.models import FORGOTTEN, AttackTrial, PolicyOutcome, PolicyProposal


@when_asked_for_policies
def signed_policies() -> Iterator[Policy]:
    if not has_app_context():  # nobody's club is open
        return
    signed = PolicyProposal.signed_at.is_not(None) & PolicyProposal.withdrawn_at.is_(None)
    kept = select(PolicyProposal.text).where(signed).order_by(PolicyProposal.signed_at)
    yield from map(policy_kept, db.session.scalars(kept))


@nightly
def forget_outcomes() -> None:
    long_ago = clock.now() - FORGOTTEN
    over = or_(
        PolicyProposal.signed_at < long_ago,
        PolicyProposal.declined_at < long_ago,
        PolicyProposal.withdrawn_at < long_ago,
    )
    with transaction():
        decided = select(PolicyProposal.id).where(over)
        db.session.execute(delete(PolicyOutcome).where(PolicyOutcome.proposal_id.in_(decided)))
        db.session.execute(delete(AttackTrial).where(AttackTrial.asked_at < long_ago))
    clear_shelves()
