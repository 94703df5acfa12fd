"""The invited member accepts, and is Apass at once; or declines, and nobody asks why."""

from collections.abc import Callable

from community import clock
from community.db import db, transaction
from community.engagement.receiving import receive_apass
from community.leaving.erasing import before_leaving
from community.members import Member
from community.permissions import require
from programme.selection.inviting import move_up
from programme.selection.models import Answered, Candidacy, CandidacyState, RoundStep, Taken
from programme.selection.reading import open_invitations_of


def accept(it: Candidacy, by: Member) -> None:
    require(by, "answer", it)
    with transaction():
        _held_open(it)
        it.accepted_at = clock.now()
        _step(it, Taken.ACCEPTED)
        receive_apass(by.id)


def decline(it: Candidacy, by: Member) -> None:
    require(by, "answer", it)
    with transaction():
        _held_open(it)
        _give_back(it)


ANSWERS: dict[str, Callable[[Candidacy, Member], None]] = {"accept": accept, "decline": decline}


@before_leaving
def places_fall_free(member: Member) -> int:
    """Who leaves the club declines what she was asked."""
    asked = open_invitations_of(member)
    for it in asked:
        _give_back(it)
    return len(asked)


def _held_open(it: Candidacy) -> None:
    db.session.refresh(it, with_for_update={"of": Candidacy})
    if it.state is not CandidacyState.INVITED:
        raise Answered


def _give_back(it: Candidacy) -> None:
    it.declined_at = clock.now()
    _step(it, Taken.DECLINED)
    db.session.flush()
    move_up(it.round)


def _step(it: Candidacy, what: Taken) -> None:
    """Without a name: what she answered stands in her own row, and goes with her."""
    db.session.add(RoundStep(round_id=it.round_id, what=what))
