"""Members are invited in rank, as many as there are places; where one falls free the next may move up."""

from datetime import datetime, timedelta

from sqlalchemy import func, select, true

from community import clock
from community.db import db, transaction
from community.jobs import at, job, later
from community.members import Member
from programme.selection.looking import candidates
from programme.selection.models import (
    FEWEST_DAYS,
    REMINDED,
    Candidacy,
    CandidacyState,
    InvitationRound,
    RoundState,
    RoundStep,
    Taken,
)
from programme.selection.telling import tell_end, tell_invited, tell_reminded

AT_ONCE = 100


@job
def send_invitations(round_id: int) -> None:
    """A hundred at a time, so that others may write in between; run again, nobody is invited twice."""
    with transaction():
        it = _held(round_id)
        invited = _fill(it) if it.state is RoundState.SENT else 0
        if invited == AT_ONCE:
            later(send_invitations, round_id)


def move_up(it: InvitationRound) -> None:
    """Must be called inside a transaction, when a place has fallen free."""
    it = _held(it.id)
    if it.moves_up and it.state is RoundState.SENT and _ends(it) >= clock.now() + timedelta(days=FEWEST_DAYS):
        _fill(it)


@job
def remind(candidacy_id: int) -> None:
    with transaction():
        it = db.session.get(Candidacy, candidacy_id)
        if it and it.state is CandidacyState.INVITED:
            tell_reminded(it)


@job
def end_invitation(candidacy_id: int) -> None:
    """Not answered in time."""
    with transaction():
        it = db.session.get(Candidacy, candidacy_id, with_for_update={"of": Candidacy})
        if not it or it.accepted_at or it.declined_at or it.expired_at:
            return
        it.expired_at = clock.now()
        db.session.add(RoundStep(round_id=it.round_id, what=Taken.EXPIRED))
        db.session.flush()
        tell_end(it)
        move_up(it.round)


def _held(round_id: int) -> InvitationRound:
    """One after the other: two places that fall free at once are two places."""
    return db.session.get_one(
        InvitationRound, round_id, populate_existing=True, with_for_update={"of": InvitationRound}
    )


def _fill(it: InvitationRound) -> int:
    """Answers how many were invited. Who has left, is suspended or is Apass meanwhile is passed over."""
    free = min(it.capacity - _taken(it), AT_ONCE)
    may_be = candidates().with_only_columns(Member.id)
    waiting = select(Candidacy).where(
        Candidacy.round_id == it.id,
        Candidacy.rank.is_not(None),
        Candidacy.invited_at.is_(None),
        Candidacy.member_id.in_(may_be),
    )
    chosen = db.session.scalars(waiting.order_by(Candidacy.rank).limit(max(free, 0))).all()
    for one in chosen:
        _invite(one, it)
    if chosen:
        db.session.add(RoundStep(round_id=it.id, what=Taken.INVITED, number=len(chosen)))
        db.session.flush()
    return len(chosen)


def _invite(one: Candidacy, it: InvitationRound) -> None:
    one.invited_at, one.ends_at = clock.now(), _ends(it)
    at(one.ends_at - REMINDED, remind, one.id)
    at(one.ends_at, end_invitation, one.id)
    tell_invited(one)


def _ends(it: InvitationRound) -> datetime:
    return min(clock.now() + timedelta(days=it.answer_days), it.closes_at)


def _taken(it: InvitationRound) -> int:
    """Places that are not free: of an open or accepted invitation, and without moving up of any."""
    kept = Candidacy.declined_at.is_(None) & Candidacy.expired_at.is_(None)
    taken = select(func.count()).where(
        Candidacy.round_id == it.id,
        Candidacy.invited_at.is_not(None),
        kept if it.moves_up else true(),
    )
    return db.session.scalar(taken) or 0
