"""A topic moves to another board: its readers are from now on those of that board."""

from community.db import db, transaction
from community.members import Member
from community.permissions import require
from posts.forum.addressing import address
from posts.forum.models import Board, Happened, Topic
from posts.forum.moving import refresh
from posts.forum.tracing import trace


def move(topic: Topic, board: Board, by: Member) -> None:
    require(by, "move", topic)
    require(by, "open_topic", board)
    if board.id == topic.board_id:
        return
    with transaction():
        old = topic.board
        topic.board_id = board.id
        known = {"board": old.name} if old.reads_from is board.reads_from else {}
        trace(topic, Happened.MOVED, by, known)
        db.session.flush()
        db.session.expire(topic, ["board"])
        refresh(db.session.connection(), old.id)
        address([topic.id], board.reads_from)
