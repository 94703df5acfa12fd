"""A member publishes a story, takes it away, and for a while may bring it back.

What follows for others (browsers, and the author's points) is said in one place: `follow_up`.
"""

from functools import partial

from community import clock
from community.contributions import Audience
from community.db import after_commit, transaction
from community.engagement.activity import Deed
from community.engagement.record import record, take_back
from community.measure import open_in_measure
from community.members import Member
from community.permissions import may, require
from community.realtime import MEMBERS, Facts, empty, tell
from community.watched.heeding import waits
from posts.blog.models import Story
from posts.blog.revisions import remember
from posts.editorial.clearing import check_cleared
from posts.undoing import check_in_time, is_in_time


def publish(story: Story, by: Member) -> None:
    """Raises UnfinishedStory, Unreviewed."""
    require(by, "publish", story)
    check_cleared(story)
    with transaction():
        story.publish()
        remember(story, by)
        follow_up(story)


def story_in_measure(story: Story, by: Member) -> None:
    """Asked where somebody publishes it with their own hands, for the first time. Raises TooMuch."""
    require(by, "publish", story)
    if not story.told_at:
        open_in_measure(by)


def address_to(story: Story, audience: Audience, by: Member) -> None:
    """From now on it is for these readers, and for no others. Raises Unreviewed."""
    require(by, "address", story)
    if story.published_at:
        check_cleared(story)
    with transaction():
        if story.audience is not audience:
            story.audience = audience
            story.version += 1
            follow_up(story)
            after_commit(partial(empty, f"contribution:{story.id}"))


def remove(story: Story, by: Member) -> None:
    require(by, "remove", story)
    with transaction():
        story.removed_at = clock.now()
        story.version += 1
        follow_up(story)


def restore(story: Story, by: Member) -> None:
    """As if it had never been removed. Raises TooLate."""
    require(by, "restore", story)
    with transaction():
        if not story.removed_at:
            return
        check_in_time(story.removed_at)
        story.removed_at = None
        story.version += 1
        follow_up(story)


def is_undoable(story: Story, by: Member) -> bool:
    return is_in_time(story.removed_at) and may(by, "restore", story)


def follow_up(story: Story) -> None:
    """It is worth its points as long as others may read it; they hear of it once."""
    there = story.published_at and not story.removed_at and story.audience is not Audience.ONLY_ME
    shared = there and not waits(story)
    if shared and not story.told_at:
        story.published_at = story.told_at = clock.now()
        _tell(story)
    if shared and not story.activity_key:
        story.activity_key = record(Deed.STORY_PUBLISHED, by=story.author, about=story).key
    if not shared and story.activity_key:
        take_back(story.activity_key, story.author)
        story.activity_key = None


def _tell(story: Story) -> None:
    """All members at once, of what all may read; of the rest, not even the title."""
    facts = {"kind": story.kind, "title": story.title, "url": story.url, "author": story.author.handle}
    if story.audience is Audience.MEMBERS:
        after_commit(partial(_tell_all, story, facts))


def _tell_all(story: Story, facts: Facts) -> None:
    """Unless it waits for a moderator: see community/watched."""
    if not story.hidden_at:
        tell(MEMBERS, "feed.new", facts)
