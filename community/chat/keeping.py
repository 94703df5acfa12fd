"""Moderators keep order in open rooms that are not theirs: what they do there is in the log of the team."""

from community.audit import audit
from community.chat.models import Membership, Post, Room
from community.db import db
from community.members import Member


def note(act: str, room: Room, by: Member) -> None:
    """Of whoever keeps the room as its own, nothing is written. Must be called inside a transaction."""
    seat = db.session.get(Membership, (room.home_id, by.id))
    if by.is_staff and not (seat and seat.role is Post.OWNER):
        audit(act, f"room {room.id}", by.id)
