"""A round is prepared by one, signed by another, and sent; until then it can be changed or given up."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from community import clock
from community.db import db, transaction
from community.jobs import later
from community.members import Member
from community.permissions import require
from programme.selection.inviting import send_invitations
from programme.selection.looking import look
from programme.selection.models import (
    FEWEST_DAYS,
    LONGEST_NAME,
    MOST,
    MOST_DAYS,
    InvalidRound,
    InvitationRound,
    NobodyPasses,
    NotSigned,
    RoundMoved,
    RoundState,
    RoundStep,
    Taken,
)
from programme.selection.shelf import shelf
from programme.selection.telling import tell_signers

UNSENT = (RoundState.LOOKING, RoundState.READY, RoundState.SIGNED)


@dataclass(frozen=True)
class Plan:
    """What a manager decides of a round."""

    name: str
    criteria: str  # the name of a set on the shelf
    capacity: int
    answer_days: int
    closes_at: datetime
    moves_up: bool


def open_round(plan: Plan, by: Member) -> InvitationRound:
    """The dry run begins at once; nobody is told anything before it is signed and sent."""
    require(by, "open", InvitationRound)
    facts = checked(plan)
    with transaction():
        it = InvitationRound(**facts, prepared_by_id=by.id)
        db.session.add(it)
        db.session.flush()
        _look_anew(it, by, Taken.OPENED)
    return it


def change_round(it: InvitationRound, plan: Plan, by: Member) -> None:
    """Whoever changes it has prepared it: the signature falls, and the club is gone through again."""
    require(by, "prepare", it)
    facts = checked(plan)
    with transaction():
        _held(it, UNSENT)
        for name, value in facts.items():
            setattr(it, name, value)
        _look_anew(it, by, Taken.CHANGED)


def sign(it: InvitationRound, looked_at: str, by: Member) -> None:
    """`looked_at` names the dry run that was read: another one would be signed unread."""
    require(by, "sign", it)
    with transaction():
        _held(it, (RoundState.READY,))
        if it.mark != looked_at:
            raise RoundMoved
        require(by, "sign", it)
        if not it.passed:
            raise NobodyPasses
        it.signed_by_id, it.signed_at = by.id, clock.now()
        _step(it, Taken.SIGNED, by)


def send(it: InvitationRound, by: Member) -> None:
    require(by, "send", it)
    with transaction():
        _held(it, (RoundState.READY, RoundState.SIGNED))
        if not it.signed_at:
            raise NotSigned
        it.sent_at = clock.now()
        _step(it, Taken.SENT, by)
        later(send_invitations, it.id)


def cancel(it: InvitationRound, by: Member) -> None:
    """Nobody has heard of it, and nobody will."""
    require(by, "prepare", it)
    with transaction():
        _held(it, UNSENT)
        it.cancelled_at = clock.now()
        _step(it, Taken.CANCELLED, by)


def checked(plan: Plan) -> dict[str, object]:
    """Raises InvalidRound with the first field that cannot stay."""
    name = " ".join(plan.name.split())
    criteria = shelf().get(plan.criteria)
    if not 0 < len(name) <= LONGEST_NAME:
        raise InvalidRound("name")
    if criteria is None:
        raise InvalidRound("criteria")
    if not 0 < plan.capacity <= MOST:
        raise InvalidRound("capacity")
    if not FEWEST_DAYS <= plan.answer_days <= MOST_DAYS:
        raise InvalidRound("answer_days")
    if plan.closes_at < clock.now() + timedelta(days=plan.answer_days):
        raise InvalidRound("closes_on")
    return {
        "name": name,
        "criteria": criteria.model_dump(mode="json", by_alias=True, exclude_none=True),
        "capacity": plan.capacity,
        "answer_days": plan.answer_days,
        "closes_at": plan.closes_at,
        "moves_up": plan.moves_up,
    }


def _held(it: InvitationRound, states: tuple[RoundState, ...]) -> None:
    """Read anew and held, so that two who press at once do not both."""
    db.session.refresh(it, with_for_update={"of": InvitationRound})
    if it.state not in states:
        raise RoundMoved


def _look_anew(it: InvitationRound, by: Member, what: Taken) -> None:
    it.prepared_by_id, it.prepared_at = by.id, clock.now()
    it.looked_at = it.signed_at = it.signed_by_id = None
    _step(it, what, by)
    later(look, it.id, it.prepared_at.isoformat())
    tell_signers(it, by)


def _step(it: InvitationRound, what: Taken, by: Member) -> None:
    db.session.add(RoundStep(round_id=it.id, what=what, by_id=by.id))
