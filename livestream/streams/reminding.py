"""A member wants to be told when a stream begins that is announced, whoever hosts it."""

from sqlalchemy import select

from community import clock
from community.audience import readers_of
from community.db import db, insert_or, transaction
from community.following import Follow
from community.members import Member
from community.notifications.kinds import Kind
from community.notifications.notifying import notify
from community.permissions import require
from livestream.streams.models import Stream, StreamReminder
from livestream.trips.models import TripFollower


def remind(it: Stream, by: Member) -> None:
    """Twice is once."""
    require(by, "be_reminded", it)
    with transaction():
        row = {"stream_id": it.id, "member_id": by.id, "at": clock.now()}
        db.session.execute(insert_or(StreamReminder).values(row).on_conflict_do_nothing())


def forget_reminder(it: Stream, by: Member) -> None:
    require(by, "read", it)
    with transaction():
        if mine := reminder_of(it, by):
            db.session.delete(mine)


def reminder_of(it: Stream, member: Member) -> StreamReminder | None:
    return db.session.get(StreamReminder, (it.id, member.id))


def tell_it_is_live(it: Stream) -> None:
    """Who asked for it, follows its host, or its trip: each once. Must be called in a transaction."""
    asked = select(StreamReminder.member_id).where(StreamReminder.stream_id == it.id)
    followers = select(Follow.follower_id).where(Follow.followed_id == it.author_id)
    along = select(TripFollower.member_id).where(TripFollower.trip_id == it.trip_id)
    reading = readers_of(it)
    reminded = set(db.session.scalars(asked.where(StreamReminder.member_id.in_(reading))))
    others = {
        *db.session.scalars(followers.where(Follow.follower_id.in_(reading))),
        *db.session.scalars(along.where(TripFollower.member_id.in_(reading))),
    }
    notify(Kind.REMINDER, reminded, about=it, by=it.author, key=call_of(it), what="stream")
    notify(Kind.LIVE, others - reminded, about=it, by=it.author, key=call_of(it))


def call_of(it: Stream) -> str:
    """Under which all of them are told, and told no more."""
    return f"stream {it.id} is live"
