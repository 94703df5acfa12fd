"""The room where those who are verified talk with each other and with those who look after them."""

from sqlalchemy import select

from community.chat.models import Kind, Membership, Room
from community.chat.rooms import open_room
from community.chat.seats import seat, unseat
from community.db import db
from community.members import Member

SLUG = "verified_writers"  # with a sign that no name of a room turns into


def welcome(member: Member, by: Member) -> Room:
    """Opened when somebody first needs it. Must be called inside a transaction."""
    room = writers_room() or _opened(by)
    seat(room, by.id, read_seq=room.last_seq)
    seat(room, member.id, read_seq=room.last_seq)
    return room


def _opened(by: Member) -> Room:
    topic = "Verified bloggers and those who look after them"
    room = open_room("Writers", by=by, topic=topic, kind=Kind.PRIVATE)
    room.slug = SLUG  # it is found by it, though it is private
    db.session.flush()
    return room


def leave_room(member: Member) -> None:
    room = writers_room()
    if room and db.session.get(Membership, (room.id, member.id)):
        unseat(room, member.id)


def writers_room() -> Room | None:
    return db.session.scalar(select(Room).where(Room.slug == SLUG))
