"""A moderator takes a case, so that two do not look at it at once, and lets it go."""

from community import clock
from community.audit import audit
from community.db import db, transaction
from community.members import Member
from community.moderation.models import Case, DecidedAlready, HeldByAnother
from community.moderation.telling import tell_queue
from community.permissions import require


def claim(case: Case, by: Member) -> None:
    """Raises DecidedAlready, HeldByAnother."""
    require(by, "decide", case)
    with transaction():
        db.session.refresh(case, with_for_update={"of": Case})
        refuse_what_is_held(case, by)
        case.claimed_by_id, case.claimed_at = by.id, clock.now()
        audit("case.claimed", f"case {case.id}", by.id)
        tell_queue(case.id)


def release(case: Case, by: Member) -> None:
    """Also a colleague's: somebody may have gone home. It stands in the log."""
    require(by, "decide", case)
    with transaction():
        audit("case.released", f"case {case.id}", by.id, held_by=case.claimed_by_id)
        case.claimed_by_id = case.claimed_at = None
        tell_queue(case.id)


def see(case: Case, by: Member) -> None:
    """From now on the weight of reports alone hides it no more."""
    if case.seen_at is None and case.closed_at is None:
        with transaction():
            case.seen_at = clock.now()
            audit("case.seen", f"case {case.id}", by.id)


def refuse_what_is_held(case: Case, by: Member) -> None:
    if case.closed_at:
        raise DecidedAlready
    if case.holder and case.holder.id != by.id:
        raise HeldByAnother
