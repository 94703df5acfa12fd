"""A board may have a room to talk in at once: open to whoever reads the board, and named as the board is."""

from community.chat.models import Room
from community.chat.rooms import NAME, TOPIC, become, open_room
from community.db import db
from community.members import Member
from posts.forum.models import Board


def furnish(board: Board, by: Member, *, has_room: bool | None) -> None:
    """Must be called inside a transaction. A room that is no longer wanted is closed, and stays to be read.

    `has_room` is none where nothing was said of it: then it stays, and follows the board.
    """
    room = db.session.get(Room, board.room_id) if board.room_id else None
    if room is None and has_room:
        topic = board.description[:TOPIC]
        room = open_room(board.name[:NAME], by=by, topic=topic, audience=board.reads_from)
        board.room_id = room.id
    elif room:
        closed = room.archived_at is not None if has_room is None else not has_room
        become(room, name=board.name[:NAME], audience=board.reads_from, closed=closed)
