"""Whatever changes a message, whoever does it (its author, a moderator, a like), its room hears of it.

Each change takes the room's next number, so that a browser that was away asks for what changed since.
"""

from functools import partial
from typing import Any

from sqlalchemy import event, inspect, update
from sqlalchemy.orm import Session, UOWTransaction

from community.chat import telling
from community.chat.facts import message_facts
from community.chat.models import Message, Room
from community.db import after_commit, db

SEEN = ("html", "removed_at", "hidden_at", "likes", "felt", "photo", "pinned_at", "disclosure")  # by readers


@event.listens_for(Session, "before_flush")
def number_changes(session: Session, _context: UOWTransaction, _instances: Any) -> None:  # noqa: ANN401
    for message in [it for it in session.dirty if isinstance(it, Message) and _looks_different(it)]:
        message.change = next_change(session, message.room_id)
        message.version += 1
        session.info.get("after_commit", []).append(partial(tell, message.room_id, message.id))


def mark(message: Message) -> None:
    """What stands beside its words is another. Must be called inside a transaction."""
    message.change = next_change(db.session(), message.room_id)
    after_commit(partial(tell, message.room_id, message.id))


def next_change(session: Session, room_id: int) -> int:
    step = update(Room).where(Room.id == room_id).values(last_change=Room.last_change + 1)
    return session.execute(step.returning(Room.last_change)).scalar_one()


def tell(room_id: int, message_id: int) -> None:
    """Its room hears of it, and who reads what was answered to it at length."""
    facts = message_facts(message_id)
    telling.changed(room_id, facts)
    if thread := facts["thread"]:
        telling.changed(thread["room"], facts)


def _looks_different(message: Message) -> bool:
    fields = inspect(message).attrs
    return any(fields[name].history.has_changes() for name in SEEN)
