"""A worker counts everybody by a proposed policy, some members at a time, and keeps who would move."""

from collections import Counter

from sqlalchemy import delete, func, insert, select

from community import clock
from community.db import db, transaction
from community.engagement.policy import policy_named
from community.engagement.simulating import AT_ONCE, Outcome, outcomes, tally
from community.engagement.standing import Part, Standing
from community.jobs import job, later
from programme.policies.models import PolicyOutcome, PolicyProposal, ProposalState
from programme.policies.trying import try_attacks


def look_anew(it: PolicyProposal) -> None:
    """Must be called inside a transaction."""
    db.session.execute(delete(PolicyOutcome).where(PolicyOutcome.proposal_id == it.id))
    it.looked_at, it.counts = None, {}
    it.of = db.session.scalar(select(func.count()).select_from(Standing)) or 0
    later(look_at_some, it.id, it.proposed_at.isoformat(), 0)
    try_attacks(it)


@job
def look_at_some(proposal_id: int, wanted: str, after: int) -> None:
    """The next members by id. `wanted` is when it was asked for: a later asking begins anew."""
    it = db.session.get(PolicyProposal, proposal_id)
    if not it or not _is_wanted(it, wanted):
        return
    now = policy_named(it.beside)
    some = select(Standing.member_id).where(Standing.member_id > after).order_by(Standing.member_id)
    ids = db.session.scalars(some.limit(AT_ONCE)).all()
    found = outcomes(ids, it.policy, now or it.policy, clock.today())
    with transaction():
        db.session.refresh(it, with_for_update={"of": PolicyProposal})
        if _is_wanted(it, wanted) and it.counts.get("after", 0) == after:
            _keep(it, found, last=ids[-1] if len(ids) == AT_ONCE else None)


def _is_wanted(it: PolicyProposal, wanted: str) -> bool:
    return it.state is ProposalState.LOOKING and it.proposed_at.isoformat() == wanted


def _keep(it: PolicyProposal, found: list[Outcome], last: int | None) -> None:
    """`last`: the member after whom the next look begins; none: all were looked at."""
    it.counts = {**it.counts, **_added(it.counts, tally(found)), "after": last or 0}
    rows = [_row(it.id, one) for one in found if one.moves]
    if rows:
        db.session.execute(insert(PolicyOutcome), rows)
    if last:
        later(look_at_some, it.id, it.proposed_at.isoformat(), last)
    else:
        it.looked_at = clock.now()


def _added(known: dict[str, int], more: Counter[str]) -> dict[str, int]:
    return {name: known.get(name, 0) + number for name, number in more.items()}


def _row(proposal_id: int, it: Outcome) -> dict[str, object]:
    return {
        "proposal_id": proposal_id,
        "member_id": it.member_id,
        "before": sum(it.before.values()),
        "after": sum(it.after.values()),
        "size": abs(it.change),
        "parts": {part.value: [it.before[part], it.after[part]] for part in Part},
        "tier": it.tier,
        "was": it.was,
        "will": it.will,
    }
