"""Whoever is called in a room, or written to, and does not look at it, hears of it from the bell."""

from collections.abc import Collection, Iterable

from sqlalchemy import or_, select

from community import clock
from community.chat import presence
from community.chat.models import Kind, Membership, Message, Room
from community.db import db
from community.members import Member
from community.notifications.kinds import Kind as News
from community.notifications.notifying import forget, notify, withdraw


def call_upon(message_id: int, room: Room, *, called: Collection[str], by: Member) -> None:
    """Must be called inside a transaction. `called` are the handles of those who may read it.

    Of two who write to each other, the other one is always called. A muted room calls nobody.
    """
    between_two = room.kind is Kind.DIRECT
    if not called and not between_two:
        return
    listens = room.home_id if between_two else room.id
    theirs = Membership.room_id.is_not(None) if between_two else Member.handle.in_(called)
    ids = db.session.scalars(
        select(Member.id)
        .outerjoin(Membership, (Membership.member_id == Member.id) & (Membership.room_id == listens))
        .where(theirs, Member.handle.not_in(presence.here(room.id)))
        .where(or_(Membership.muted_until.is_(None), Membership.muted_until < clock.now()))
    ).all()
    name = "" if between_two else room.name
    message = db.session.get_one(Message, message_id)
    notify(
        News.CHAT, ids, by=by, url=room.url, through=message, key=_key(message), thing=_of(room.id), room=name
    )


def forget_call(message: Message) -> None:
    """Its words are taken back. Must be called inside a transaction."""
    withdraw(_key(message))


def forget_rooms(room_ids: Iterable[int], member_id: int) -> None:
    """Whoever may not read them any more hears nothing more of them. Must be called inside a transaction."""
    forget(member_id, News.CHAT, map(_of, room_ids))


def _key(message: Message) -> str:
    return f"message:{message.id}"


def _of(room_id: int) -> str:
    return f"room:{room_id}"
