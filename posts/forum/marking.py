"""What may be said of a topic: this answer helped, keep it on top, it is closed, one thing at a time."""

from datetime import datetime, timedelta
from typing import Protocol

from community import clock
from community.db import transaction
from community.engagement.activity import Deed
from community.engagement.record import record, take_back
from community.members import Member
from community.notifications.kinds import Kind
from community.notifications.notifying import notify
from community.permissions import require
from posts.forum.models import MOST_REASON, SLOWEST, Happened, NotItsReply, Topic
from posts.forum.tracing import trace
from posts.replies.models import Reply


class Pinned(Protocol):
    """A topic, or its row."""

    @property
    def pinned_at(self) -> datetime | None: ...
    @property
    def pinned_until(self) -> datetime | None: ...


def mark_answer(topic: Topic, reply: Reply | None, by: Member) -> None:
    """The reply that helped, or none after all. Whoever wrote it gains what helping is worth."""
    require(by, "mark_answer", topic)
    if reply and (reply.about_id != topic.id or not reply.is_readable):
        raise NotItsReply
    with transaction():
        if topic.answer_id == (reply.id if reply else None):
            return
        forget_answer(topic, by)
        topic.answer_id = reply.id if reply else None
        if reply and reply.author_id != by.id:
            key = topic.answer_key = record(Deed.HELPED, by=by, about=reply).key
            notify(Kind.SOLVED, [reply.author_id], about=topic, by=by, through=reply, key=key)
        topic.version += 1


def forget_answer(topic: Topic, by: Member) -> None:
    """Must be called inside a transaction."""
    if topic.answer_key:
        take_back(topic.answer_key, by)
    topic.answer_id = topic.answer_key = None


def pin(topic: Topic, by: Member, *, on: bool, days: int | None = None) -> None:
    """On top of its board: for so many days, or until somebody says otherwise."""
    require(by, "pin", topic)
    with transaction():
        topic.pinned_at = clock.now() if on else None
        topic.pinned_until = clock.now() + timedelta(days=days) if on and days else None
        trace(topic, Happened.PINNED if on else Happened.UNPINNED, by, {"days": days} if days else {})


def is_on_top(topic: Pinned) -> bool:
    return topic.pinned_at is not None and (topic.pinned_until is None or topic.pinned_until > clock.now())


def lock(topic: Topic, by: Member, *, on: bool, reason: str = "") -> None:
    require(by, "lock", topic)
    with transaction():
        topic.locked_at = clock.now() if on else None
        said = " ".join(reason.split())[:MOST_REASON]
        trace(topic, Happened.LOCKED if on else Happened.UNLOCKED, by, {"reason": said} if said else {})


def slow(topic: Topic, by: Member, seconds: int) -> None:
    """Each member replies at most once in so many seconds; 0 lets all speak freely again."""
    require(by, "slow", topic)
    seconds = max(0, min(seconds, SLOWEST))
    with transaction():
        topic.slow_seconds = seconds
        trace(topic, Happened.SLOWED if seconds else Happened.UNSLOWED, by, {"seconds": seconds})
