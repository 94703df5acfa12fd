"""Each member's own bell: when she may be rung, and when her next digest is due."""

from community import clock
from community.db import db, insert_or
from community.members import Member
from community.notifications.models import Bell, Rhythm
from community.notifications.quiet import next_digest


def bell_of(member: Member) -> Bell:
    """Hers, or one that says what is usual. Changing that one changes nothing: see `own_bell`."""
    usual = Bell(member_id=member.id, digest=Rhythm.WEEKLY, digest_hour=8, tells_who=False, bounces=0)
    return db.session.get(Bell, member.id) or usual


def own_bell(member: Member) -> Bell:
    """Hers from now on. Must be called inside a transaction."""
    db.session.execute(insert_or(Bell).values({"member_id": member.id}).on_conflict_do_nothing())
    return db.session.get_one(Bell, member.id)


def plan_digest(bell: Bell, member: Member) -> None:
    """In her zone of today. The night's work leaves the job for it, see digesting.py."""
    bell.digest_due_at = next_digest(bell.digest, bell.digest_hour, member.time_zone, clock.now())
