"""A topic becomes part of another: its text and all its replies come after what was said there.

Nothing is copied. What was a topic is a reply under its own id, so its likes, points, links and shares stay
with it, nobody gains or loses, and old addresses lead on.
"""

from typing import Any, cast

from sqlalchemy import Table, delete, insert, select, update

from community.contributions import Contribution
from community.db import Refusal, db, transaction
from community.members import Member
from community.permissions import require
from community.search.noticing import changed
from posts.forum.addressing import address
from posts.forum.marking import forget_answer
from posts.forum.models import Happened, HeldPost, Topic, TopicReading
from posts.forum.moving import refresh, settle
from posts.forum.tracing import come_with, trace
from posts.polls.models import has_poll
from posts.replies.models import Reply
from posts.tagging import ContributionTag

spine, topics, replies = (cast("Table", it.__table__) for it in (Contribution, Topic, Reply))


class CannotMerge(Refusal):
    """A topic becomes part of another one, and its poll could not come with it."""


def merge(topic: Topic, into: Topic, by: Member) -> Reply:
    """Answers what the text of the topic has become."""
    require(by, "move", topic)
    require(by, "move", into)
    if topic.id == into.id or has_poll(topic.id):
        raise CannotMerge
    with transaction():
        db.session.refresh(into, with_for_update=True)
        forget_answer(topic, by)
        changed(topic)
        come_with(into, topic, into.last_number + 1)
        db.session.flush()
        first, title, board_id = into.last_number + 1, topic.title, topic.board_id
        last, count = first + topic.last_number, topic.replies + 1
        _bring_readers(topic, into, last)
        _bring_replies(topic, into, first)
        _become_reply(topic, into, first)
        db.session.expire_all()
        into.last_number, into.replies = last, into.replies + count
        trace(into, Happened.MERGED, by, {"title": title, "id": topic.id, "count": count}, after=first - 1)
        db.session.flush()
        settle(into)
        refresh(db.session.connection(), board_id)
        refresh(db.session.connection(), into.board_id)
        address([into.id], into.audience)
        for it in db.session.scalars(select(Reply).where(Reply.about_id == into.id, Reply.number >= first)):
            changed(it)
    return db.session.get_one(Reply, topic.id)


def _bring_readers(topic: Topic, into: Topic, last: int) -> None:
    """Whoever had read both to their ends has read the whole."""
    knew = select(TopicReading.member_id).where(
        TopicReading.topic_id == topic.id, TopicReading.number >= topic.last_number
    )
    both = (TopicReading.topic_id == into.id, TopicReading.number >= into.last_number)
    _run(update(TopicReading).where(*both, TopicReading.member_id.in_(knew)).values(number=last))
    _run(delete(TopicReading).where(TopicReading.topic_id == topic.id))


def _bring_replies(topic: Topic, into: Topic, first: int) -> None:
    theirs = select(replies.c.id).where(replies.c.about_id == topic.id)
    _run(update(spine).where(spine.c.id.in_(theirs)).values(title=into.title, version=spine.c.version + 1))
    _run(
        update(replies)
        .where(replies.c.about_id == topic.id)
        .values(
            about_id=into.id, number=replies.c.number + first, root=replies.c.root + first, pinned_at=None
        )
    )
    _run(update(HeldPost).where(HeldPost.topic_id == topic.id).values(topic_id=into.id))


def _become_reply(topic: Topic, into: Topic, number: int) -> None:
    id, words = topic.id, {"text": topic.text, "html": topic.html}
    db.session.expunge(topic)
    _run(delete(ContributionTag).where(ContributionTag.contribution_id == id))
    _run(delete(topics).where(topics.c.id == id))
    _run(insert(replies).values(id=id, about_id=into.id, number=number, root=number, **words))
    now = {"kind": "reply", "title": into.title, "slug": "", "replies": 0, "version": spine.c.version + 1}
    _run(update(spine).where(spine.c.id == id).values(now))


def _run(statement: Any) -> None:  # noqa: ANN401  of whatever kind
    db.session.execute(statement, execution_options={"synchronize_session": False})
