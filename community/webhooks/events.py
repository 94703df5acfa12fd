"""What other sites may be told: deeds whose outcome all members can read."""

from enum import StrEnum

from community.engagement.activity import Deed


class Event(StrEnum):
    STORY_PUBLISHED = "story.published"
    LIST_PUBLISHED = "list.published"
    TOPIC_OPENED = "topic.opened"
    TIP_SHARED = "tip.shared"
    REVIEW_WRITTEN = "review.written"
    REPLY_WRITTEN = "reply.written"
    REPOSTED = "contribution.reposted"
    WITHDRAWN = "contribution.withdrawn"  # by its author or a moderator
    JOINED = "member.joined"
    TEST = "webhook.test"


CHOICES = tuple(event for event in Event if event is not Event.TEST)
TOLD_BY = {
    Deed.STORY_PUBLISHED: Event.STORY_PUBLISHED,
    Deed.LIST_PUBLISHED: Event.LIST_PUBLISHED,
    Deed.TOPIC_OPENED: Event.TOPIC_OPENED,
    Deed.TIP_SHARED: Event.TIP_SHARED,
    Deed.REVIEW_WRITTEN: Event.REVIEW_WRITTEN,
    Deed.REVIEW_TOLD: Event.REVIEW_WRITTEN,
    Deed.REPLY_WRITTEN: Event.REPLY_WRITTEN,
    Deed.REPOSTED: Event.REPOSTED,
    Deed.MEMBER_JOINED: Event.JOINED,
}
