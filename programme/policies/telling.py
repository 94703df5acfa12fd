"""Who hears what of a change of the rules: managers what waits for them, members what comes."""

from sqlalchemy import select

from community.db import db, transaction
from community.jobs import job, later
from community.members import Member
from community.notifications.kinds import Kind
from community.notifications.notifying import notify
from programme.policies.models import PolicyProposal
from programme.selection.models import MANAGE

AT_ONCE = 500
RULES = "/passport/rules"


def tell_signers(it: PolicyProposal, by: Member) -> None:
    """All who may sign it. Must be called inside a transaction."""
    managers = db.session.scalars(select(Member.id).where(Member.role.in_(MANAGE))).all()
    thing = f"policy {it.id}"
    notify(Kind.CLUB, managers, by=by, url=it.url, what="rules_to_sign", name=it.name, thing=thing)


def tell_proposer(it: PolicyProposal, by: Member) -> None:
    if it.proposed_by_id:
        to, thing = [it.proposed_by_id], f"policy {it.id} declined"
        notify(Kind.CLUB, to, by=by, url=it.url, what="rules_declined", name=it.name, thing=thing)


def tell_members(it: PolicyProposal, what: str) -> None:
    """Of what comes, or that it does not. Must be called inside a transaction."""
    later(tell_some_members, it.id, what, 0)


@job
def tell_some_members(proposal_id: int, what: str, after: int) -> None:
    """The next by id. Told again, nobody is told twice; what was withdrawn meanwhile is not announced."""
    it = db.session.get_one(PolicyProposal, proposal_id)
    if what == "rules_change" and it.withdrawn_at:
        return
    here = select(Member.id).where(Member.left_at.is_(None), Member.id > after).order_by(Member.id)
    ids = db.session.scalars(here.limit(AT_ONCE)).all()
    with transaction():
        day, thing = it.starts_on.isoformat(), f"policy {it.id} {what}"
        notify(Kind.CLUB, ids, url=RULES, key=thing, what=what, day=day, thing=thing)
        if len(ids) == AT_ONCE:
            later(tell_some_members, proposal_id, what, ids[-1])
