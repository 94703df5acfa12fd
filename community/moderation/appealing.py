"""A member says once that a decision was wrong, and somebody else decides on that."""

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from community import clock
from community.audit import audit
from community.db import db, transaction
from community.jobs import job, later
from community.members import Member
from community.moderation.conflicts import refuse_who_is_close
from community.moderation.effects import put_back
from community.moderation.models import (
    LONGEST_WORDS,
    Appeal,
    DecidedAlready,
    Decision,
    Report,
    SayWhy,
    TooClose,
    TooLate,
    TooLong,
)
from community.moderation.scoring import give_points_again
from community.moderation.taking import refuse_what_is_taken
from community.moderation.telling import queue_moves, tell_of_appeal, tell_of_what_waits
from community.permissions import require


def appeal(decision: Decision, text: str) -> Appeal:
    """Whoever asks has shown that it is decided on them: signed in, or by the key in their mail.

    Raises SayWhy, TooLong, TooLate.
    """
    text = checked(text)
    if not decision.may_be_appealed:
        raise TooLate
    made = Appeal(decision_id=decision.id, by_id=decision.member_id, text=text)
    try:
        with transaction():
            db.session.add(made)
            db.session.flush()
            tell_of_what_waits(decision, "appeal")
    except IntegrityError as twice:
        raise TooLate from twice
    return made


def decide_appeal(it: Appeal, answer: str, by: Member, *, won: bool) -> None:
    """Raises DecidedAlready, HeldByAnother, TooClose, SayWhy, TooLong."""
    require(by, "decide", it)
    answer = checked(answer)
    decision = it.decision
    with transaction():
        db.session.refresh(it, with_for_update={"of": Appeal})
        if it.decided_at:
            raise DecidedAlready
        refuse_who_decided(decision, by)
        refuse_what_is_taken("appeal", decision.case_id, by)
        it.decided_at, it.decided_by_id = clock.now(), by.id
        it.won, it.answer = won, answer
        if won:
            _take_back(decision, by)
        audit("appeal.decided", f"decision {decision.id}", by.id, won=int(won))
        tell_of_appeal(it)
        queue_moves()


def refuse_who_decided(decision: Decision, by: Member) -> None:
    """An appeal and a second opinion are somebody else's. Raises TooClose."""
    if decision.is_signed_by(by):
        raise TooClose("decided")
    refuse_who_is_close(decision.case, by)


def checked(text: str) -> str:
    text = text.replace("\0", "").strip()
    if not text:
        raise SayWhy
    if len(text) > LONGEST_WORDS:
        raise TooLong
    return text


def _take_back(decision: Decision, by: Member) -> None:
    """The reporters' record counts what was right in the end."""
    decision.undone_at = clock.now()
    put_back(decision, by)
    db.session.execute(update(Report).where(Report.case_id == decision.case_id).values(upheld=False))
    if decision.measure.takes_points:
        later(points_come_again, decision.id)


@job
def points_come_again(decision_id: int) -> None:
    with transaction():
        give_points_again(db.session.get_one(Decision, decision_id))
