"""A member is kept out for a while, or until somebody lifts it. What they made stays."""

from datetime import datetime

from community import clock
from community.db import db, transaction
from community.entrance.sessions import end_sessions
from community.entrance.tokens import revoke_tokens
from community.jobs import at, job
from community.members import Member


def suspend(member: Member, until: datetime | None = None) -> None:
    """Every session and token ends at once. With `until` it lifts by itself."""
    with transaction():
        member.suspended_at = clock.now()
        member.suspended_until = until
        end_sessions(member)
        revoke_tokens(member)
        if until:
            at(until, lift_in_time, member.id)


def lift(member: Member) -> None:
    with transaction():
        member.suspended_at = member.suspended_until = None


@job
def lift_in_time(member_id: int) -> None:
    """Does nothing when the suspension was lifted or prolonged meanwhile."""
    member = db.session.get_one(Member, member_id)
    if member.suspended_until and member.suspended_until <= clock.now():
        lift(member)
