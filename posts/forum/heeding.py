"""How far a member has read, and what the member wants to hear of: told to each of their browsers."""

from collections.abc import Iterable
from functools import cache, partial
from typing import cast

from sqlalchemy import Insert, Integer, Table, bindparam, delete, select, update

from community import clock
from community.db import after_commit, db, insert_or, transaction
from community.members import Member
from community.notifications.models import Muted
from community.permissions import require
from community.realtime import room_of, tell
from posts.forum.models import Board, BoardReading, Interest, Topic, TopicReading

_spoke = (
    update(cast("Table", TopicReading.__table__))
    .where(
        TopicReading.member_id == bindparam("member"),
        TopicReading.topic_id == bindparam("topic"),
        TopicReading.interest.is_(None),
    )
    .values(interest=Interest.FOLLOW)
)


def mark_read(topic_id: int, member_id: int, number: int, *, only_after: int | None = None) -> None:
    """Nobody's mark moves back. `only_after` leaves it where the member has not read that far yet."""
    facts = {"topic": topic_id, "member": member_id, "read_to": number, "now": clock.now()}
    least = -1 if only_after is None else only_after
    db.session.connection().execute(_mark(db.engine.dialect.name), {**facts, "least": least})
    _tell(member_id, {"topic": topic_id, "number": number})


@cache
def _mark(_dialect: str) -> Insert:
    number = bindparam("read_to", type_=Integer)
    at = bindparam("now", type_=TopicReading.at.type)
    row = {"topic_id": bindparam("topic"), "member_id": bindparam("member"), "number": number, "at": at}
    statement: Insert = (
        insert_or(TopicReading)
        .values(row)
        .on_conflict_do_update(
            index_elements=["member_id", "topic_id"],
            set_={"number": number, "at": at},
            where=(TopicReading.number < number) & (TopicReading.number >= bindparam("least", type_=Integer)),
        )
    )
    return statement


def mark_boards_read(board_ids: Iterable[int], member_id: int) -> None:
    """Everything on these boards; it costs what the member has opened, not what there is.

    Must be called inside a transaction.
    """
    now, ids = clock.now(), list(board_ids)
    for board_id in ids:
        _of_board(board_id, member_id, read_at=now)
    last = select(Topic.__table__.c.last_number).where(Topic.__table__.c.id == TopicReading.topic_id)
    there = select(Topic.__table__.c.id).where(Topic.__table__.c.board_id.in_(ids))
    behind = TopicReading.number < last.scalar_subquery()
    db.session.execute(
        update(TopicReading)
        .where(TopicReading.member_id == member_id, TopicReading.topic_id.in_(there), behind)
        .values(number=last.scalar_subquery(), at=now),
        execution_options={"synchronize_session": False},
    )
    _tell(member_id, {"boards": ids})


def heed_topic(topic: Topic, interest: Interest | None, by: Member) -> None:
    """Follow it, mute it, or neither."""
    require(by, "read", topic)
    with transaction():
        row = {
            "topic_id": topic.id,
            "member_id": by.id,
            "number": -1,
            "interest": interest,
            "at": clock.now(),
        }
        wanted = {"interest": interest, "at": clock.now()}
        db.session.execute(
            insert_or(TopicReading)
            .values(row)
            .on_conflict_do_update(index_elements=["member_id", "topic_id"], set_=wanted)
        )
        _hear_of(topic, by, deaf=interest is Interest.MUTE)
        _tell(by.id, {"topic": topic.id})


def heed_board(board: Board, interest: Interest | None, by: Member) -> None:
    with transaction():
        _of_board(board.id, by.id, interest=interest)
        _tell(by.id, {"boards": [board.id]})


def follow_what_one_speaks_in(topic_id: int, member_id: int) -> None:
    """Whoever said something wants to hear the answer, unless they have said otherwise."""
    db.session.connection().execute(_spoke, {"member": member_id, "topic": topic_id})


def _hear_of(topic: Topic, member: Member, *, deaf: bool) -> None:
    """The bell rings for a muted topic no more, whatever happens in it."""
    mine = {"member_id": member.id, "about_id": topic.id}
    if deaf:
        db.session.execute(insert_or(Muted).values(mine).on_conflict_do_nothing())
    else:
        db.session.execute(delete(Muted).where(Muted.member_id == member.id, Muted.about_id == topic.id))


def _of_board(board_id: int, member_id: int, **what: object) -> None:
    wanted = {**what, "at": clock.now()}
    row = {"board_id": board_id, "member_id": member_id, **wanted}
    db.session.execute(
        insert_or(BoardReading)
        .values(row)
        .on_conflict_do_update(index_elements=["member_id", "board_id"], set_=wanted)
    )


def _tell(member_id: int, facts: dict[str, object]) -> None:
    after_commit(partial(tell, room_of(member_id), "topics.read", facts))
