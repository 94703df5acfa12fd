"""A member opens a topic, changes it, takes it away, and for a while may bring it back."""

from functools import partial

from community import clock
from community.db import after_commit, db, transaction
from community.engagement.activity import Deed
from community.engagement.record import record, take_back
from community.members import Member
from community.permissions import require
from community.realtime import tell
from community.slugs import slug_of
from community.watched.heeding import waits
from posts.forum.heeding import speak
from posts.forum.models import MOST_TITLE, Board, Topic, UnfinishedTopic
from posts.forum.moving import refresh
from posts.forum.rooms import lookers_at
from posts.forum.telling import tell_of_topic
from posts.prose import excerpt_of, readable
from posts.replies.models import GRACE, MOST, UNDO, TooLate, TooLong
from posts.tagging import tag
from posts.texts import text_of


def open_topic(board: Board, title: str, text: str, by: Member, tags: str = "") -> Topic:
    require(by, "open_topic", board)
    title, text = checked(title, text)
    with transaction():
        topic = Topic(
            author=by,
            board_id=board.id,
            audience=board.reads_from,
            published_at=clock.now(),
            faces=[by.id],
            text="",
            html="",
        )
        db.session.add(topic)
        db.session.flush()
        _fill(topic, title, text)
        topic.tags = tag(topic, tags)
        speak(topic.id, by.id, 0)
        refresh(db.session.connection(), board.id)
        if not waits(topic):
            _appears(topic)
    return topic


def appear(topic: Topic) -> None:
    """What waited is opened now; once. Must be called inside a transaction."""
    if not topic.activity_key:
        topic.published_at = topic.active_at = clock.now()
        _appears(topic)
        refresh(db.session.connection(), topic.board_id)


def revise_topic(topic: Topic, title: str, text: str, by: Member, tags: str | None = None) -> None:
    """Its tags stay as they are where none are given."""
    require(by, "revise", topic)
    title, text = checked(title, text)
    with transaction():
        _fill(topic, title, text)
        topic.tags = topic.tags if tags is None else tag(topic, tags)
        topic.edited_at = clock.now()
        topic.version += 1
        db.session.flush()
        refresh(db.session.connection(), topic.board_id)


def remove_topic(topic: Topic, by: Member) -> None:
    require(by, "remove", topic)
    with transaction():
        topic.removed_at = clock.now()
        topic.version += 1
        take_back(topic.activity_key, by)


def restore_topic(topic: Topic, by: Member) -> None:
    require(by, "restore", topic)
    if not topic.removed_at:
        return
    if clock.now() > topic.removed_at + UNDO + GRACE:
        raise TooLate
    with transaction():
        topic.removed_at = None
        topic.version += 1
        topic.activity_key = record(Deed.TOPIC_OPENED, by=by, about=topic).key


def checked(title: str, text: str) -> tuple[str, str]:
    title, text = " ".join(readable(title).split()), readable(text).replace("\r\n", "\n").strip()
    if not title or not text or len(title) > MOST_TITLE:
        raise UnfinishedTopic
    if len(text) > MOST:
        raise TooLong
    return title, text


def _appears(topic: Topic) -> None:
    """It is worth its points, and those who follow its board hear of it."""
    topic.activity_key = record(Deed.TOPIC_OPENED, by=topic.author, about=topic).key
    tell_of_topic(topic)
    opened = {"topic": topic.id, "board": topic.board_id, "number": 0, "by": topic.author.handle}
    after_commit(partial(tell, lookers_at(topic.board_id), "topic.opened", opened))


def _fill(topic: Topic, title: str, text: str) -> None:
    topic.title, topic.slug = title, slug_of(title)
    topic.text, topic.html = text, text_of(topic, text)
    topic.excerpt = excerpt_of(topic.html)
