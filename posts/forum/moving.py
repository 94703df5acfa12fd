"""What a reply moves besides itself: its topic up, its board's line, and how far its author has read."""

from collections.abc import Sequence
from functools import partial
from typing import Any, cast

from sqlalchemy import Connection, Table, bindparam, event, func, select, update
from sqlalchemy.orm import Mapper
from sqlalchemy.orm.attributes import get_history

from community.contributions import Contribution
from community.db import after_commit, change, db
from community.realtime import tell
from posts.forum.heeding import speak
from posts.forum.marking import forget_answer
from posts.forum.models import FACES, Board, Topic
from posts.forum.rooms import lookers_at, readers_of
from posts.forum.telling import tell_of_reply
from posts.replies.models import Reply
from posts.replies.writing import when_replies_change

_moved = (
    update(cast("Table", Topic.__table__))
    .where(Topic.id == bindparam("topic"))
    .values(
        last_number=bindparam("number"),
        active_at=bindparam("at"),
        last_reply_at=bindparam("at"),
        last_reply_by=bindparam("by"),
        faces=bindparam("faces"),
    )
)
_newest = (
    update(cast("Table", Board.__table__))
    .where(Board.id == bindparam("board"))
    .values(newest_id=bindparam("newest"), version=Board.version + 1)
)


@when_replies_change
def a_topic_moves(about: Contribution, reply: Reply) -> None:
    if not isinstance(about, Topic):
        return
    if reply.audience is not about.audience:
        reply.audience = about.audience
    if reply.number > about.last_number:
        _up(about, reply)
        return
    settle(about)
    if about.answer_id == reply.id and reply.removed_at:
        forget_answer(about, reply.author)
    db.session.flush()
    refresh(db.session.connection(), about.board_id)


def refresh(connection: Connection, board_id: int) -> None:
    """The line of a board in the index, from its topics. Must be called inside a transaction."""
    topic, spine = Topic.__table__.c, Contribution.__table__.c
    readable = (
        select(topic.id)
        .join_from(Topic.__table__, Contribution.__table__, spine.id == topic.id)
        .where(topic.board_id == board_id, spine.removed_at.is_(None), spine.hidden_at.is_(None))
    )
    newest = readable.order_by(topic.active_at.desc(), topic.id.desc()).limit(1)
    counted = select(func.count()).select_from(readable.subquery())
    line = {
        "newest_id": newest.scalar_subquery(),
        "topics": counted.scalar_subquery(),
        "version": Board.version + 1,
    }
    connection.execute(update(Board).where(Board.id == board_id).values(line))


@event.listens_for(Topic, "after_update")
def _hidden_or_shown(_mapper: Mapper[Any], connection: Connection, topic: Topic) -> None:
    """Whoever hides or removes a topic need not know that a board counts it."""
    if any(get_history(topic, name).has_changes() for name in ("hidden_at", "removed_at", "board_id")):
        refresh(connection, topic.board_id)


def _up(topic: Topic, reply: Reply) -> None:
    faces = [reply.author_id, *(face for face in topic.faces if face != reply.author_id)]
    facts = {"number": reply.number, "at": reply.published_at, "by": reply.author_id, "faces": faces[:FACES]}
    change(_moved, {"topic": topic.id, **facts})
    db.session.expire(topic, ["last_number", "active_at", "last_reply_at", "last_reply_by", "faces"])
    speak(topic.id, reply.author_id, reply.number)
    change(_newest, {"board": topic.board_id, "newest": topic.id})
    tell_of_reply(topic, reply)
    moved = {"topic": topic.id, "board": topic.board_id, "number": reply.number, "by": reply.author.handle}
    after_commit(partial(tell, readers_of(topic.id), "topic.moved", moved))
    after_commit(partial(tell, lookers_at(topic.board_id), "board.moved", moved))


def settle(topic: Topic) -> None:
    """Who spoke last, and when, from its replies. Must be called inside a transaction."""
    last = _last_of_each(topic.id)
    topic.last_reply_by = last[0].author_id if last else None
    topic.last_reply_at = last[0].at if last else None
    topic.active_at = topic.last_reply_at or topic.published_at or topic.created_at
    topic.faces = [row.author_id for row in last] or [topic.author_id]


def _last_of_each(topic_id: int) -> Sequence[Any]:
    """Who speaks in a topic and when last, the latest first."""
    latest = func.max(Reply.number)
    return db.session.execute(
        select(Reply.author_id, func.max(Reply.published_at).label("at"))
        .where(Reply.about_id == topic_id, Reply.removed_at.is_(None), Reply.hidden_at.is_(None))
        .group_by(Reply.author_id)
        .order_by(latest.desc())
        .limit(FACES)
    ).all()
