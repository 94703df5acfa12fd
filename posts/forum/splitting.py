"""Some replies of a topic become a topic of their own: the first of them is its text, the others follow.

Nothing is copied: what was a reply is a topic under its own id. Their old numbers are not given again.
"""

from collections.abc import Collection, Sequence
from typing import cast

from sqlalchemy import Table, delete, func, insert, literal, select, update

from community import clock
from community.contributions import Contribution
from community.db import Refusal, db, insert_or, transaction
from community.members import Member
from community.permissions import require
from community.search.noticing import changed
from community.slugs import slug_of
from posts.forum.addressing import address
from posts.forum.marking import forget_answer
from posts.forum.models import (
    MOST_AT_ONCE,
    MOST_TITLE,
    Board,
    Happened,
    HeldPost,
    Topic,
    TopicReading,
    UnfinishedTopic,
)
from posts.forum.moving import refresh, settle
from posts.forum.tracing import trace
from posts.replies.models import Reply, ReplyVersion
from posts.replies.writing import key_of_its_worth

spine, topics, replies, versions = (
    cast("Table", it.__table__) for it in (Contribution, Topic, Reply, ReplyVersion)
)


class NothingToSplit(Refusal):
    """At least one reply that can be read, and not more than we move in one go."""


def split(
    topic: Topic, reply_ids: Collection[int], title: str, by: Member, board: Board | None = None
) -> Topic:
    """Answers the new topic, on the same board if none is said."""
    require(by, "move", topic)
    board = board or topic.board
    require(by, "open_topic", board)
    title = " ".join(title.split())
    if not title or len(title) > MOST_TITLE:
        raise UnfinishedTopic
    with transaction():
        db.session.refresh(topic, with_for_update=True)
        chosen = _chosen(topic, reply_ids)
        if topic.answer_id in {it.id for it in chosen}:
            forget_answer(topic, by)
        before = chosen[0].number - 1
        id, count = _become_topic(chosen, title, board), len(chosen)
        topic.replies -= count
        new = db.session.get_one(Topic, id)
        trace(topic, Happened.SPLIT, by, {"title": title, "url": new.url, "id": id, "count": count}, before)
        trace(new, Happened.CAME, by, {"title": topic.title, "url": topic.url, "id": topic.id}, 0)
        db.session.flush()
        for one in (topic, new):
            settle(one)
            db.session.flush()
            refresh(db.session.connection(), one.board_id)
        address([new.id], board.reads_from)
        for it in (new, *db.session.scalars(select(Reply).where(Reply.about_id == id))):
            changed(it)
    return new


def _chosen(topic: Topic, reply_ids: Collection[int]) -> Sequence[Reply]:
    if len(reply_ids) > MOST_AT_ONCE:
        raise NothingToSplit
    among = select(Reply).where(Reply.about_id == topic.id, Reply.id.in_(reply_ids)).order_by(Reply.number)
    chosen = [it for it in db.session.scalars(among) if it.is_readable]
    if not chosen:
        raise NothingToSplit
    return chosen


def _become_topic(chosen: Sequence[Reply], title: str, board: Board) -> int:
    first, *others = chosen
    changed(first)
    id, ids = first.id, [it.id for it in others]
    row = {
        "id": id, "board_id": board.id, "text": first.text, "html": first.html, "tags": "", "faces": [],
        "active_at": first.published_at or clock.now(), "last_number": len(others), "slow_seconds": 0,
        "trace": [], "activity_key": key_of_its_worth(first),
    }  # fmt: skip
    db.session.execute(insert(topics).values(row))
    _bring_readers(chosen, id)
    for it in chosen:
        db.session.expunge(it)
    run = db.session.connection().execute
    run(update(replies).where(replies.c.quoted_id == id).values(quoted_id=None))
    run(update(HeldPost.__table__).where(HeldPost.__table__.c.quoted_id == id).values(quoted_id=None))  # type: ignore[arg-type]
    run(delete(versions).where(versions.c.reply_id == id))
    run(delete(replies).where(replies.c.id == id))
    for number, other in enumerate(ids, 1):
        run(update(replies).where(replies.c.id == other).values(about_id=id, number=number, root=number))
    now = {
        "kind": "topic",
        "title": title,
        "slug": slug_of(title),
        "replies": len(ids),
        "version": spine.c.version + 1,
    }
    run(update(spine).where(spine.c.id == id).values(now))
    run(update(spine).where(spine.c.id.in_(ids)).values(title=title, version=spine.c.version + 1))
    return id


def _bring_readers(chosen: Sequence[Reply], id: int) -> None:
    """Each has read of the new topic what they had read of it before."""
    seen = (
        select(func.count())
        .select_from(replies)
        .where(replies.c.id.in_([it.id for it in chosen]), replies.c.number <= TopicReading.number)
        .scalar_subquery()
    )
    readers = select(
        TopicReading.member_id, literal(id), seen - 1, TopicReading.interest, TopicReading.at
    ).where(TopicReading.topic_id == chosen[0].about_id, TopicReading.number >= chosen[0].number)
    columns = ["member_id", "topic_id", "number", "interest", "at"]
    db.session.execute(insert_or(TopicReading).from_select(columns, readers))
