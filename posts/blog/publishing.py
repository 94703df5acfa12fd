"""A member publishes a story."""

from community.db import transaction
from community.engagement.activity import Deed
from community.engagement.record import record
from community.members import Member
from community.permissions import require
from posts.blog.models import Story


def publish(story: Story, by: Member) -> None:
    require(by, "publish", story)
    with transaction():
        story.publish()
        record(Deed.STORY_PUBLISHED, by=by, about=story, key=f"{Deed.STORY_PUBLISHED}:{story.id}")
