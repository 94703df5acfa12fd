"""A member follows a trip, sits in its room, and is reminded of it an hour before it begins."""

from datetime import datetime, timedelta

from community import clock
from community.chat.seats import seat, unseat
from community.db import Refusal, db, transaction
from community.jobs import at, job
from community.members import Member
from community.permissions import may, require
from livestream.trips.models import Trip, TripFollower
from livestream.trips.telling import tell_soon

BEFORE = timedelta(hours=1)


class TooLateToRemind(Refusal):
    """It begins within the hour."""


def follow(it: Trip, by: Member) -> TripFollower:
    require(by, "follow", it)
    with transaction():
        if mine := follows(it, by):
            return mine
        mine = TripFollower(trip_id=it.id, member_id=by.id)
        db.session.add(mine)
        if it.room:
            seat(it.room, by.id, read_seq=it.room.last_seq)
        db.session.flush()
    return mine


def unfollow(it: Trip, by: Member) -> None:
    require(by, "read", it)
    with transaction():
        if mine := follows(it, by):
            db.session.delete(mine)
            if it.room and not it.invites(by):
                unseat(it.room, by.id)


def remind(it: Trip, by: Member) -> None:
    """She follows it from now on, too. Raises TooLateToRemind."""
    require(by, "be_reminded", it)
    if it.begins_at - BEFORE <= clock.now():
        raise TooLateToRemind
    with transaction():
        mine = follow(it, by)
        if mine.remind_at != it.begins_at - BEFORE:
            _remind_at(mine, it.begins_at - BEFORE)


def forget_reminder(it: Trip, by: Member) -> None:
    require(by, "read", it)
    with transaction():
        if mine := follows(it, by):
            mine.remind_at = None


def follows(it: Trip, member: Member) -> TripFollower | None:
    return db.session.get(TripFollower, (it.id, member.id))


@job
def say_soon(trip_id: int, member_id: int) -> None:
    """Nothing where she forgot it, may not read it any more, or it moved: then another job waits."""
    with transaction():
        mine = db.session.get(TripFollower, (trip_id, member_id))
        if not mine or not mine.remind_at or mine.remind_at > clock.now():
            return
        it, member = db.session.get_one(Trip, trip_id), db.session.get_one(Member, member_id)
        if not may(member, "follow", it):
            return
        if it.begins_at - BEFORE > clock.now():
            _remind_at(mine, it.begins_at - BEFORE)
            return
        mine.remind_at = None
        tell_soon(it, member_id)


def _remind_at(mine: TripFollower, moment: datetime) -> None:
    mine.remind_at = moment
    db.session.flush()
    at(moment, say_soon, mine.trip_id, mine.member_id)
