"""How far a member has read, and what the member wants to hear of: told to each of their browsers."""

from collections.abc import Iterable
from functools import cache, partial

from sqlalchemy import Executable, Integer, bindparam, case, delete, func, literal, select, update

from community import clock
from community.db import after_commit, change, db, insert_or, transaction
from community.members import Member
from community.notifications.models import Muted
from community.permissions import require
from community.realtime import room_of, tell
from posts.forum.models import Board, BoardReading, Interest, Topic, TopicReading


def mark_read(topic_id: int, member_id: int, number: int, *, only_after: int | None = None) -> None:
    """Nobody's mark moves back. `only_after` leaves it where the member has not read that far yet."""
    facts = {"topic": topic_id, "member": member_id, "read_to": number, "now": clock.now()}
    least = -1 if only_after is None else only_after
    change(_mark(db.engine.dialect.name), {**facts, "least": least})
    _tell(member_id, {"topic": topic_id, "number": number})


def speak(topic_id: int, member_id: int, number: int) -> None:
    """Whoever said something follows what comes after it, unless they have said otherwise, and has read it if
    they had read all before it. Must be called inside a transaction."""
    facts = {"topic": topic_id, "member": member_id, "read_to": number, "now": clock.now()}
    change(_spoke(db.engine.dialect.name), {**facts, "least": number - 1})
    _tell(member_id, {"topic": topic_id, "number": number})


_number, _least = (bindparam(name, type_=Integer) for name in ("read_to", "least"))
_at = bindparam("now", type_=TopicReading.at.type)
_reading = {"topic_id": bindparam("topic"), "member_id": bindparam("member"), "number": _number, "at": _at}
_goes_on = (TopicReading.number < _number) & (TopicReading.number >= _least)


@cache
def _mark(_dialect: str) -> Executable:
    marking: Executable = (
        insert_or(TopicReading)
        .values(_reading)
        .on_conflict_do_update(
            index_elements=["member_id", "topic_id"], set_={"number": _number, "at": _at}, where=_goes_on
        )
    )
    return marking


@cache
def _spoke(_dialect: str) -> Executable:
    follows = literal(Interest.FOLLOW, TopicReading.interest.type)
    moved = {
        "number": case((_goes_on, _number), else_=TopicReading.number),
        "at": case((_goes_on, _at), else_=TopicReading.at),
        "interest": func.coalesce(TopicReading.interest, follows),
    }
    speaking: Executable = (
        insert_or(TopicReading)
        .values({**_reading, "interest": follows})
        .on_conflict_do_update(index_elements=["member_id", "topic_id"], set_=moved)
    )
    return speaking


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
