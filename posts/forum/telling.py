"""Who is told what: followers of a topic or a board, and both sides of what is read before it appears."""

from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, select

from community.audience import readers_of as may_read
from community.contributions import Audience
from community.db import db, rows, transaction
from community.jobs import job, later
from community.members import Member
from community.notifications.hearing import CALLED
from community.notifications.kinds import Kind
from community.notifications.notifying import MOST_AT_ONCE, notify
from posts.forum.models import BoardReading, HeldPost, Interest, Topic, TopicReading
from posts.replies.models import Reply

_following: Select[*tuple[Any, ...]] = (
    select(Member.id, Member.handle)
    .join(TopicReading, TopicReading.member_id == Member.id)
    .where(
        TopicReading.topic_id == bindparam("topic"),
        TopicReading.interest == Interest.FOLLOW,
        Member.id != bindparam("author"),
        Member.id != bindparam("by"),
        Member.suspended_at.is_(None),
    )
    .order_by(Member.id)
    .limit(MOST_AT_ONCE + 1)
)


def tell_of_reply(topic: Topic, reply: Reply) -> None:
    """Those who follow it, but not its author, who is told anyway. Must be called inside a transaction."""
    facts = {"topic": topic.id, "author": topic.author_id, "by": reply.author_id}
    following = rows(_following, facts)
    if len(following) > MOST_AT_ONCE:
        later(tell_all_of_reply, reply.id)
        return
    called = CALLED.findall(reply.html)
    ids = [member.id for member in following if member.handle not in called]
    if ids and topic.audience is not Audience.MEMBERS:
        ids = _followers(topic, Member.id.in_(ids), reply)
    if ids:
        notify(Kind.THREAD, ids, about=topic, by=reply.author, through=reply)


@job
def tell_all_of_reply(reply_id: int) -> None:
    reply = db.session.get(Reply, reply_id)
    if reply and reply.is_readable and isinstance(reply.about, Topic):
        ids = _followers(reply.about, _following_topic(reply.about), reply)
        _in_one(Kind.THREAD, ids, reply.about, reply.author, reply)


def tell_of_topic(topic: Topic) -> None:
    """Those who follow its board; a worker does it. Must be called inside a transaction."""
    later(tell_all_of_topic, topic.id)


@job
def tell_all_of_topic(topic_id: int) -> None:
    topic = db.session.get(Topic, topic_id)
    if topic and topic.is_readable:
        follows = select(BoardReading.member_id).where(
            BoardReading.board_id == topic.board_id, BoardReading.interest == Interest.FOLLOW
        )
        _in_one(Kind.TOPIC, _followers(topic, Member.id.in_(follows)), topic, topic.author)


def tell_keepers(held: HeldPost) -> None:
    """Something waits. Must be called inside a transaction."""
    notify(
        Kind.REVIEW, held.board.keepers, by=held.author, url=f"{held.board.url}/held",
        outcome="waits", title=held.board.name, thing=f"held-{held.board_id}",
    )  # fmt: skip


def tell_author(held: HeldPost, by: Member, outcome: str, url: str) -> None:
    """It was decided on. Must be called inside a transaction."""
    title = held.title or (held.topic.title if held.topic else "")
    notify(
        Kind.REVIEW, [held.author_id], by=by, url=url, outcome=outcome, title=title, thing=f"post-{held.id}"
    )


def _following_topic(topic: Topic) -> ColumnElement[bool]:
    follows = select(TopicReading.member_id).where(
        TopicReading.topic_id == topic.id, TopicReading.interest == Interest.FOLLOW
    )
    return Member.id.in_(follows) & (Member.id != topic.author_id)


def _followers(topic: Topic, which: ColumnElement[bool], reply: Reply | None = None) -> list[int]:
    """Of those who follow, who may read it; whoever is called by name is told of that."""
    handles = CALLED.findall(reply.html if reply else topic.html)
    wanted = may_read(topic).where(which, Member.handle.not_in(handles)).order_by(Member.id)
    return list(db.session.scalars(wanted))


def _in_one(kind: Kind, ids: list[int], topic: Topic, by: Member, through: Reply | None = None) -> None:
    """A key of its own, so that nobody is told twice if the worker has to begin again."""
    key = f"{kind}:{through.id if through else topic.id}"
    with transaction():
        notify(kind, ids, about=topic, by=by, through=through, key=key)
