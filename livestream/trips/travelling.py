"""Members are asked to come along; they say yes or no. One of them may be its host."""

from sqlalchemy import select

from community import clock
from community.chat.models import Membership, Post
from community.chat.seats import seat, unseat
from community.contributions import CoAuthor
from community.db import Refusal, db, transaction
from community.members import Member
from community.permissions import require
from livestream.trips import telling
from livestream.trips.models import Trip, TripFollower

MOST = 30


class NobodyThere(Refusal):
    """Nobody has that handle."""


class AskedAlready(Refusal):
    """Once is enough."""


class FullTrip(Refusal):
    """No seat is left."""


def ask_along(it: Trip, handle: str, by: Member) -> Member:
    """Raises NobodyThere, AskedAlready, FullTrip."""
    require(by, "invite_traveller", it)
    handle = handle.strip().lower().removeprefix("@")
    whom = db.session.scalar(select(Member).where(Member.handle == handle, Member.suspended_at.is_(None)))
    if not whom or whom.left_at:
        raise NobodyThere
    with transaction():
        if it.invites(whom):
            raise AskedAlready
        if len(it.seats) >= MOST:
            raise FullTrip
        it.seats.append(CoAuthor(member=whom))
        db.session.flush()
        telling.tell_invited(it, whom, by)
    return whom


def come_along(it: Trip, by: Member) -> None:
    require(by, "answer_invitation", it)
    with transaction():
        mine = _seat(it, by)
        if mine.accepted_at:
            return
        mine.accepted_at = clock.now()
        it.version += 1
        if it.room:
            seat(it.room, by.id, read_seq=it.room.last_seq)
        telling.tell_coming(it, by)


def stay_behind(it: Trip, by: Member) -> None:
    """Says no, or no longer."""
    require(by, "answer_invitation", it)
    _empty(it, by)


def leave_behind(it: Trip, whom: Member, by: Member) -> None:
    """Takes an invitation back, or a seat."""
    require(by, "invite_traveller", it)
    if it.invites(whom):
        _empty(it, whom)


def name_host(it: Trip, whom: Member, by: Member) -> None:
    """One of those who travel plans it from now on, and keeps its room."""
    require(by, "name_host", it)
    with transaction():
        if not any(one.id == whom.id for one in it.travellers):
            raise NobodyThere
        it.host_id = whom.id
        it.version += 1
        if it.room:
            seat(it.room, whom.id)
            db.session.get_one(Membership, (it.room_id, whom.id)).role = Post.OWNER


def _empty(it: Trip, whom: Member) -> None:
    with transaction():
        it.seats.remove(_seat(it, whom))
        it.version += 1
        if it.host_id == whom.id:
            it.host_id = None
        if it.room and not db.session.get(TripFollower, (it.id, whom.id)):
            unseat(it.room, whom.id)
        telling.unsay_invitation(it, whom)


def _seat(it: Trip, whom: Member) -> CoAuthor:
    return next(seat for seat in it.seats if seat.member_id == whom.id)
