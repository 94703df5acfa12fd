"""Whether a story may be shown: the first of a verified blogger, only as it was approved."""

from sqlalchemy import select

from community.db import db
from posts.blog.models import Story, StoryRevision, words_of
from posts.bloggers.models import Badge
from posts.editorial.models import EditorialReview, Stage, Unreviewed


def needs_review(story: Story) -> bool:
    """It would be its author's first since she was verified, and nobody approved it as it stands."""
    if story.told_at or not is_first(story):
        return False
    review = db.session.get(EditorialReview, story.id)
    return not (review and review.stage is Stage.APPROVED and stands_as_sent(review))


def is_first(story: Story) -> bool:
    badge = db.session.get(Badge, story.author_id)
    if badge is None or badge.ended_at:
        return False
    told = select(Story.id).where(Story.author_id == story.author_id, Story.told_at >= badge.since)
    return db.session.scalar(told.limit(1)) is None


def stands_as_sent(review: EditorialReview) -> bool:
    """Neither its words nor what was paid for it have changed."""
    it, sent = review.story, revision_sent(review)
    as_disclosed = (it.disclosure, it.sponsor) == (review.disclosure, review.sponsor)
    return as_disclosed and sent is not None and sent.words == words_of(it)


def revision_sent(review: EditorialReview, number: int | None = None) -> StoryRevision | None:
    """What is read; or what stood there in an earlier round."""
    one = select(StoryRevision).where(
        StoryRevision.story_id == review.story_id, StoryRevision.number == (number or review.number)
    )
    return db.session.scalar(one)


def check_cleared(story: Story) -> None:
    """Raises Unreviewed."""
    if needs_review(story):
        raise Unreviewed
