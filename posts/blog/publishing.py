"""A member publishes a story, takes it away, and for a while may bring it back.

What others must know of it (browsers, and whatever else follows) is told in one place: `_told`.
"""

from datetime import timedelta
from functools import partial

from community import clock
from community.db import Refusal, after_commit, transaction
from community.engagement.activity import Deed
from community.engagement.record import record, take_back
from community.members import Member
from community.permissions import may, require
from community.realtime import MEMBERS, tell
from posts.blog.models import Story

UNDO = timedelta(seconds=30)
GRACE = timedelta(seconds=5)  # for the click that comes at the last moment


class TooLate(Refusal):
    """What was removed can be brought back for a while only."""


def publish(story: Story, by: Member) -> None:
    """Raises UnfinishedStory."""
    require(by, "publish", story)
    with transaction():
        story.publish()
        story.activity_key = record(Deed.STORY_PUBLISHED, by=by, about=story).key
        _told(story, by)


def remove(story: Story, by: Member) -> None:
    require(by, "remove", story)
    with transaction():
        story.removed_at = clock.now()
        story.version += 1
        if story.activity_key:
            take_back(story.activity_key, by)


def restore(story: Story, by: Member) -> None:
    """As if it had never been removed. Raises TooLate."""
    require(by, "restore", story)
    with transaction():
        if not story.removed_at:
            return
        if clock.now() > story.removed_at + UNDO + GRACE:
            raise TooLate
        story.removed_at = None
        story.version += 1
        if story.published_at:
            story.activity_key = record(Deed.STORY_PUBLISHED, by=by, about=story).key


def is_undoable(story: Story, by: Member) -> bool:
    removed_at = story.removed_at
    return bool(removed_at and may(by, "restore", story) and clock.now() <= removed_at + UNDO)


def _told(story: Story, by: Member) -> None:
    facts = {"kind": story.kind, "title": story.title, "url": story.url, "author": by.handle}
    after_commit(partial(tell, MEMBERS, "feed.new", facts))
