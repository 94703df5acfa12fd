"""They write stories, with drawn pictures in them, and publish."""

import re
from collections.abc import Iterator, Sequence
from functools import partial

from community.contributions import Audience, Contribution, Disclosure
from community.db import db
from community.members import Member
from posts.blog.models import Story as KeptStory
from posts.blog.publishing import publish
from posts.blog.settling import Settings, settle
from posts.blog.writing import write
from seeds.stage import Scene
from seeds.village.cast import VIEW, Cast
from seeds.village.people import Story
from seeds.village.staging.answering import answered, liked

DRAWING = re.compile(r"!\[(?P<alt>[^\]]*)\]\(drawing:(?P<recipe>[^)]+)\)")


def scenes(stories: Sequence[Story], cast: Cast) -> Iterator[Scene]:
    for told in stories:
        it = partial(_kept, told, cast)
        yield Scene(told.published, partial(_publishes, told, cast))
        yield from liked(told.liked_by, told.published, it, cast)
        yield from answered(told.replies, told.published, it, cast)


def _publishes(told: Story, cast: Cast) -> None:
    author = cast.member(told.author)
    story = write(
        told.title,
        _illustrated(told.body, author, cast),
        by=author,
        excerpt=told.excerpt,
        tags=", ".join(told.tags),
        cover=cast.photo(told.cover, VIEW, by=author),
        cover_alt=told.title,
    )
    disclosure = Disclosure(told.disclosure) if told.disclosure else None
    settle(story, Settings(Audience(told.audience), disclosure, told.sponsor, story.slug), by=author)
    publish(story, by=author)
    cast.stories[told.slug] = story.id


def _illustrated(body: str, author: Member, cast: Cast) -> str:
    def photo(drawing: re.Match[str]) -> str:
        digest = cast.photo(drawing["recipe"], VIEW, by=author, alt=drawing["alt"])
        return f"![{drawing['alt']}](photo:{digest})"

    return DRAWING.sub(photo, body)


def _kept(told: Story, cast: Cast) -> Contribution:
    return db.session.get_one(KeptStory, cast.stories[told.slug])
