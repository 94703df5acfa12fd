"""They write stories, with drawn pictures and lists in them, and publish."""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import partial

from sqlalchemy import select

from community.contributions import Audience, Contribution, Disclosure
from community.db import db
from community.members import Member as Author
from posts.blog.inviting import accept, invite
from posts.blog.models import Series
from posts.blog.models import Story as KeptStory
from posts.blog.publishing import publish
from posts.blog.settling import Settings, settle
from posts.blog.writing import write
from posts.editorial.assessing import approve
from posts.editorial.models import EditorialReview
from posts.editorial.sending import send
from seeds.stage import Scene
from seeds.village.cast import Cast
from seeds.village.checking import PIECE
from seeds.village.people import Member, Story
from seeds.village.pictures import VIEW
from seeds.village.staging.answering import answered, liked

DRAWING = re.compile(r"!\[(?P<alt>[^\]]*)\]\(drawing:(?P<recipe>[^)]+)\)")
A_WHILE, NOW = timedelta(hours=7), timedelta()  # until a first story is read
LIST = re.compile(r"\(list:(?P<slug>[\w-]+)\)")


def scenes(stories: Sequence[Story], members: Sequence[Member], cast: Cast) -> Iterator[Scene]:
    firsts = {_first_of(member, stories) for member in members if member.verified_for}
    for told in stories:
        it = partial(_kept, told, cast)
        if told.waits or told.slug in firsts:
            yield Scene(
                told.published + (A_WHILE if told.slug in firsts else NOW), partial(_sends, told, cast)
            )
        if not told.waits:
            yield Scene(told.published, partial(_publishes, told, cast))
        yield from liked(told.liked_by, told.published, it, cast)
        yield from answered(told.replies, told.published, it, cast)


def _first_of(member: Member, stories: Sequence[Story]) -> str:
    """The slug of what they published first since they are verified; nothing, if there is none."""
    own = [it for it in stories if it.author == member.handle and it.published < member.verified]
    own = [it for it in own if not it.waits]
    return max(own, key=lambda it: it.published).slug if own else ""


def _sends(told: Story, cast: Cast) -> None:
    story = _written(told, cast)
    send(story, story.author, publishes=False)


def _publishes(told: Story, cast: Cast) -> None:
    """Whoever is verified has the first one read: in the village, by its moderator."""
    story = db.session.get(KeptStory, cast.stories[told.slug]) if told.slug in cast.stories else None
    if story is None:
        story = _written(told, cast)
    elif it := db.session.get(EditorialReview, story.id):
        approve(it, by=cast.reader_for(story.author))
    publish(story, by=story.author)


def _written(told: Story, cast: Cast) -> KeptStory:
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
    cast.stories[told.slug] = story.id
    return story


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


def _illustrated(body: str, author: Author, cast: Cast) -> str:
    def photo(drawing: re.Match[str]) -> str:
        digest = cast.photo(drawing["recipe"], VIEW, by=author, alt=drawing["alt"])
        return f"![{drawing['alt']}](photo:{digest})"

    def piece(named: re.Match[str]) -> str:
        slug, name = named["slug"], named["name"]
        return f"[{name}](/lists/{cast.lists[slug]}#piece-{cast.pieces[slug, name]} "

    lists = LIST.sub(lambda named: f"(/lists/{cast.lists[named['slug']]})", body)
    return DRAWING.sub(photo, PIECE.sub(piece, lists))


def _kept(told: Story, cast: Cast) -> Contribution:
    return db.session.get_one(KeptStory, cast.stories[told.slug])
