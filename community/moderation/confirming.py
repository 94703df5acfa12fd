"""A ban is confirmed by a second person; until then, and if she says no, it is thirty days of suspension."""

from sqlalchemy import select

from community import clock
from community.audit import audit
from community.db import db, transaction
from community.entrance.suspending import suspend
from community.members import Member
from community.moderation.appealing import refuse_who_decided
from community.moderation.models import DecidedAlready, Decision, Measure
from community.moderation.taking import refuse_what_is_taken
from community.moderation.telling import queue_moves, tell_that_it_is_for_good
from community.permissions import require


def waits_for_a_second(decision: Decision) -> bool:
    return decision.measure is Measure.BAN and decision.stands and decision.confirmed_at is None


def confirm(decision: Decision, by: Member, *, agrees: bool) -> None:
    """Raises DecidedAlready, HeldByAnother, TooClose."""
    require(by, "confirm", decision)
    with transaction():
        db.session.refresh(decision, with_for_update={"of": Decision})
        if not waits_for_a_second(decision):
            raise DecidedAlready
        refuse_who_decided(decision, by)
        refuse_what_is_taken("second", decision.case_id, by)
        decision.confirmed_at, decision.confirmed_by_id = clock.now(), by.id
        if agrees:
            decision.until = None
            suspend(decision.member)
            tell_that_it_is_for_good(decision)
        queue_moves()
        audit("ban.confirmed", f"decision {decision.id}", by.id, agrees=int(agrees))


def waiting_for_a_second() -> list[Decision]:
    bans = select(Decision).where(Decision.measure == Measure.BAN, Decision.confirmed_at.is_(None))
    return list(db.session.scalars(bans.where(Decision.undone_at.is_(None)).order_by(Decision.id)))
