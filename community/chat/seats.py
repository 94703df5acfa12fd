"""A seat in a room is given and taken away: who has one belongs to the room, and hears what is said."""

from functools import partial

from sqlalchemy import delete, select

from community.chat import telling
from community.chat.calling import forget_rooms
from community.chat.departing import departs
from community.chat.models import Kind, Membership, Post, Room
from community.db import after_commit, db, insert_or


def seat(room: Room, member_id: int, role: Post = Post.MEMBER, read_seq: int = 0) -> None:
    """Must be called inside a transaction. Who has a seat keeps it as it is."""
    row = {"room_id": room.id, "member_id": member_id, "role": role, "read_seq": read_seq}
    db.session.execute(insert_or(Membership).values(row).on_conflict_do_nothing())
    after_commit(partial(telling.seated, room.id, member_id))


def unseat(room: Room, member_id: int) -> None:
    """Must be called inside a transaction. Their browsers hear nothing more of it, nor of its threads."""
    rooms = [room.id, *threads_in(room.id)]
    theirs = (Membership.room_id.in_(rooms), Membership.member_id == member_id)
    db.session.execute(delete(Membership).where(*theirs))
    may_listen = room.kind is Kind.OPEN or room.parent_id is not None  # read by who reads around it
    if not may_listen:
        forget_rooms(rooms, member_id)
        departs(room, member_id)
    after_commit(partial(telling.unseated, rooms, member_id, may_listen=may_listen))


def threads_in(room_id: int) -> list[int]:
    """The rooms that branched off it."""
    return list(db.session.scalars(select(Room.id).where(Room.parent_id == room_id)))
