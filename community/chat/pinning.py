"""Those who keep a room pin what everybody in it should find: how to get in, what was agreed."""

from sqlalchemy import update

from community import clock
from community.chat.facts import facts_of, messages_for, spine, text
from community.chat.keeping import note
from community.chat.models import Message, Room
from community.db import Refusal, db, transaction
from community.members import Member
from community.permissions import require
from community.realtime import Facts

MOST = 20  # pins of one room


class TooManyPins(Refusal):
    """Where everything is pinned, nothing is."""


def pin(message: Message, by: Member) -> None:
    require(by, "pin", message)
    with transaction():
        room = db.session.get_one(Room, message.room_id, with_for_update=True)
        if message.pinned_at:
            return
        if room.pins >= MOST:
            raise TooManyPins
        message.pinned_at = clock.now()
        count(message.room_id, 1)
        note("room.pinned", room, by)


def unpin(message: Message, by: Member) -> None:
    require(by, "pin", message)
    with transaction():
        if message.pinned_at:
            note("room.unpinned", message.room, by)
        let_go(message)


def let_go(message: Message) -> None:
    """Must be called inside a transaction."""
    if message.pinned_at:
        message.pinned_at = None
        count(message.room_id, -1)


def count(room_id: int, more: int) -> None:
    db.session.execute(update(Room).where(Room.id == room_id).values(pins=Room.pins + more))


def pins_of(room: Room, me: Member) -> list[Facts]:
    """The last one that was pinned first."""
    pinned = messages_for(me).where(
        text.room_id == room.id,
        text.pinned_at.is_not(None),
        spine.removed_at.is_(None),
        spine.hidden_at.is_(None),
    )
    return [facts_of(row, me) for row in db.session.execute(pinned.order_by(text.pinned_at.desc()))]
