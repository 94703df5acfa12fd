"""An administrator at the machine keeps a member out, or lets one in: both are told, as from the queue."""

from datetime import datetime

from community import clock
from community.audit import audit
from community.db import db, transaction
from community.entrance.suspending import lift, suspend
from community.jobs import later
from community.members import Member
from community.moderation.club_rules import OTHER, checked_rule
from community.moderation.deciding import close
from community.moderation.effects import how_it_is
from community.moderation.models import LONGEST_WORDS, Decision, Measure, TooLong
from community.moderation.reporting import case_on
from community.moderation.telling import clear_notices, settle, tell_queue
from community.moderation.writing_to import write_to_who_may_come_in


def keep_out(member: Member, until: datetime | None = None, rule: str = OTHER, words: str = "") -> Decision:
    """Also decides whatever was reported of the member. Raises UnknownRule, TooLong."""
    rule, words = checked_rule(rule), words.replace("\0", "").strip()
    if len(words) > LONGEST_WORDS:
        raise TooLong
    with transaction():
        case = case_on(member, rule)
        decision = Decision(
            case=case,
            member_id=member.id,
            measure=Measure.SUSPEND,
            rule=rule,
            words=words,
            until=until,
            at=clock.now(),
            before=how_it_is(case),
        )
        db.session.add(decision)
        suspend(member, until=until)
        close(case, upheld=True)
        clear_notices(case)
        audit("member.suspended", f"member {member.id}", None, decision=decision.id)
        later(settle, decision.id)
        tell_queue(case.id)
    return decision


def let_in_again(member: Member) -> None:
    with transaction():
        if member.suspended_at and not member.left_at:
            write_to_who_may_come_in(member)
        lift(member)
        audit("member.lifted", f"member {member.id}", None)
