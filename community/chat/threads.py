"""A message is answered in a thread of its own: a room whose doors are those of the room around it.

So a thread has what every room has: numbers without gaps, a read mark on the server, presence, a history.
"""

from functools import partial

from sqlalchemy import select, update

from community.chat.changes import next_change, tell
from community.chat.models import Kind, Membership, Message, Room, Thread
from community.chat.seats import seat
from community.db import after_commit, db, insert_or, transaction
from community.members import Member
from community.permissions import require


def open_thread(message: Message, by: Member) -> Room:
    """The message's one thread, made when it is first needed. Who opens it and whose message it is follow it.

    What is said in a thread is answered in that thread.
    """
    require(by, "answer", message)
    if message.room.parent_id:
        return message.room
    with transaction():
        db.session.refresh(message.room, with_for_update=True)  # two who open it find the same
        thread = thread_of(message.id) or _branch(message)
        for member_id in {by.id, message.author_id}:
            if member_id == by.id or _still_there(message, member_id):
                seat(thread, member_id, read_seq=thread.last_seq if member_id == by.id else 0)
    return thread


def thread_of(message_id: int) -> Room | None:
    hangs_on = (Thread.room_id == Room.id, Thread.message_id == message_id)
    return db.session.scalar(select(Room).join(Thread, hangs_on[0]).where(hangs_on[1]))


def root_of(thread: Room) -> Message | None:
    """The message a thread hangs on; none of a room that is no thread."""
    if not thread.parent_id:
        return None
    found = select(Message).join(Thread, Thread.message_id == Message.id)
    return db.session.scalar(found.where(Thread.room_id == thread.id))


def tell_the_room_around(thread: Room) -> None:
    """What was said in a thread is counted below its message; of a room that is none, nobody is told.

    Must be called inside a transaction.
    """
    if not thread.parent_id:
        return
    number = next_change(db.session(), thread.parent_id)
    hangs_on = select(Thread.message_id).where(Thread.room_id == thread.id).scalar_subquery()
    counted = update(Message.__table__).where(Message.__table__.c.id == hangs_on).values(change=number)  # type: ignore[arg-type]
    message_id = db.session.scalar(counted.returning(Message.__table__.c.id))
    if message_id:
        after_commit(partial(tell, thread.parent_id, message_id))


def _branch(message: Message) -> Room:
    around = message.room
    new = {
        "slug": f"thread-{message.id}",
        "name": around.name,
        "kind": around.kind,
        "audience": around.audience,
        "slow_seconds": around.slow_seconds,
        "created_by_id": message.author_id,
        "parent_id": around.id,
    }
    db.session.execute(insert_or(Room).values(new).on_conflict_do_nothing())
    thread = db.session.scalars(select(Room).where(Room.slug == new["slug"])).one()
    db.session.add(Thread(room_id=thread.id, message_id=message.id))
    db.session.flush()
    return thread


def _still_there(message: Message, member_id: int) -> bool:
    """Its author may have left the room, or the club."""
    if message.room.kind is Kind.OPEN:
        return db.session.get_one(Member, member_id).left_at is None
    return db.session.get(Membership, (message.room_id, member_id)) is not None
