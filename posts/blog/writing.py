"""A member writes a story, changes it, takes it away."""

from community import clock
from community.db import db, transaction
from community.members import Member
from community.permissions import require
from posts.blog.models import Story
from posts.prose import excerpt_of, minutes_to_read, rendered, slug_of


def write(title: str, text: str, by: Member) -> Story:
    """A draft: nobody else sees it until it is published."""
    require(by, "write", Story)
    with transaction():
        story = Story(author=by)
        _fill(story, title, text)
        db.session.add(story)
    return story


def revise(story: Story, title: str, text: str, by: Member) -> None:
    require(by, "revise", story)
    with transaction():
        _fill(story, title, text)
        story.version += 1
        if story.published_at:
            story.edited_at = clock.now()


def remove(story: Story, by: Member) -> None:
    require(by, "remove", story)
    with transaction():
        story.removed_at = clock.now()


def _fill(story: Story, title: str, text: str) -> None:
    story.title, story.text, story.html = title.strip(), text, rendered(text)
    story.slug, story.excerpt = slug_of(title), excerpt_of(story.html)
    story.minutes = minutes_to_read(story.html)
