"""They write stories, with drawn pictures and lists in them, and publish."""

import re
from collections.abc import Iterator, Sequence
from functools import partial

from sqlalchemy import select

from community.contributions import Audience, Contribution, Disclosure
from community.db import db
from community.members import Member
from posts.blog.inviting import accept, invite
from posts.blog.models import Series
from posts.blog.models import Story as KeptStory
from posts.blog.publishing import publish
from posts.blog.settling import Settings, settle
from posts.blog.writing import write
from seeds.stage import Scene
from seeds.village.cast import Cast
from seeds.village.people import Story
from seeds.village.pictures import VIEW
from seeds.village.staging.answering import answered, liked

DRAWING = re.compile(r"!\[(?P<alt>[^\]]*)\]\(drawing:(?P<recipe>[^)]+)\)")
LIST = re.compile(r"\(list:(?P<slug>[\w-]+)\)")


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
    for other in map(cast.member, told.others):
        invite(story, other.handle, by=author)
        accept(story, by=other)
    settle(story, _settings(told, story), by=author)
    publish(story, by=author)
    cast.stories[told.slug] = story.id


def _settings(told: Story, story: KeptStory) -> Settings:
    disclosure = Disclosure(told.disclosure) if told.disclosure else None
    known = select(Series.id).where(Series.title == (told.series or ""), Series.owner_id == story.author_id)
    series_id = db.session.scalar(known)
    return Settings(
        audience=Audience(told.audience),
        disclosure=disclosure,
        sponsor=told.sponsor,
        slug=story.slug,
        series_id=series_id,
        new_series="" if series_id else told.series or "",
    )


def _illustrated(body: str, author: Member, cast: Cast) -> str:
    def photo(drawing: re.Match[str]) -> str:
        digest = cast.photo(drawing["recipe"], VIEW, by=author, alt=drawing["alt"])
        return f"![{drawing['alt']}](photo:{digest})"

    lists = LIST.sub(lambda named: f"(/lists/{cast.lists[named['slug']]})", body)
    return DRAWING.sub(photo, lists)


def _kept(told: Story, cast: Cast) -> Contribution:
    return db.session.get_one(KeptStory, cast.stories[told.slug])
