"""A member leaves the club: others keep the rooms that were theirs, and letters can be read on."""

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import select

from community import clock
from community.chat.models import Kind, Membership, Message, Post, Room
from community.chat.pinning import let_go
from community.chat.seats import unseat
from community.db import db
from community.leaving.erasing import before_leaving, when_emptied
from community.leaving.telling import Ids, Telling, tellings
from community.members import Member


@before_leaving
def hand_over_rooms(member: Member) -> int:
    """Whoever came first keeps a room that nobody else keeps."""
    handed_over = 0
    rooms = select(Room, Membership).join(Membership, Membership.room_id == Room.id)
    for room, seat in db.session.execute(rooms.where(Membership.member_id == member.id)):
        if room.kind is Kind.DIRECT:
            continue  # the other one reads it still
        others = select(Membership).where(Membership.room_id == room.id, Membership.member_id != member.id)
        if seat.role is Post.OWNER and not db.session.scalar(others.where(Membership.role == Post.OWNER)):
            heir = db.session.scalar(others.order_by(Membership.joined_at, Membership.member_id).limit(1))
            if heir:
                heir.role = Post.OWNER
                handed_over += 1
        alone = db.session.scalar(others.limit(1)) is None
        unseat(room, member.id)
        if alone and room.kind is Kind.PRIVATE:
            _forget(room)
    return handed_over


def _forget(room: Room) -> None:
    """Nobody is left who could come in: its place stays, and what it was called does not."""
    room.name = room.topic = ""
    room.slug, room.archived_at = f"former-{room.id}", room.archived_at or clock.now()


@when_emptied
def pin_no_more(ids: Sequence[int]) -> None:
    """Where no words are left, there is nothing to find."""
    pinned = select(Message).where(Message.id.in_(ids), Message.pinned_at.is_not(None))
    for message in db.session.scalars(pinned):
        let_go(message)


def _rooms(ids: Ids) -> dict[int, str]:
    """Of two, a room bears the other's name: it is theirs, and stays out."""
    named = select(Message.id, Room.name).join(Room, Room.id == Message.room_id).where(Message.id.in_(ids))
    return {row.id: row.name or _("A conversation of two") for row in db.session.execute(named)}


tellings["message"] = Telling(7, lambda: _("Chat"), titles=_rooms)
