"""What may be said of a topic: this answer helped, keep it on top, it is closed."""

from community import clock
from community.db import transaction
from community.members import Member
from community.permissions import require
from posts.forum.models import NotItsReply, Topic
from posts.replies.models import Reply


def mark_answer(topic: Topic, reply: Reply | None, by: Member) -> None:
    """The reply that helped, or none after all."""
    require(by, "mark_answer", topic)
    if reply and (reply.about_id != topic.id or not reply.is_readable):
        raise NotItsReply
    with transaction():
        topic.answer_id = reply.id if reply else None
        topic.version += 1


def pin(topic: Topic, by: Member, *, on: bool) -> None:
    require(by, "pin", topic)
    with transaction():
        topic.pinned_at = clock.now() if on else None
        topic.version += 1


def lock(topic: Topic, by: Member, *, on: bool) -> None:
    require(by, "lock", topic)
    with transaction():
        topic.locked_at = clock.now() if on else None
        topic.version += 1
