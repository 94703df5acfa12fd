"""Stories, for programs."""

from collections.abc import Sequence
from dataclasses import replace
from http import HTTPStatus
from typing import Annotated, Any

from flask import abort
from flask_babel import gettext as _
from pydantic import Field

from community.api.answers import Answer, Author, Count, Counts, Disclosed, Moment, Page, disclosed_of
from community.api.bodies import Body, Said, Text
from community.api.doors import Api
from community.api.problems import say
from community.contributions import Audience
from community.db import get_or_404, transaction
from community.engagement.standing import Tier
from community.limits import spend
from community.members import Member
from community.permissions import require
from posts.blog.desk import MOST_A_DAY
from posts.blog.forms import said
from posts.blog.models import MOST, StaleTab, Story, TooLong, UnfinishedStory, Words, words_of
from posts.blog.publishing import publish, remove, story_in_measure
from posts.blog.reading import opened
from posts.blog.scheduling import NoMoment, PastMoment, TooFarAway, moment_in, schedule, unschedule
from posts.blog.setting_forms import said as said_of_settings
from posts.blog.settling import Settings, settings_of, settle
from posts.blog.writing import begin, revise
from posts.cards import Asked, Card, Disclosing, For, cards_of
from posts.publication import Publication, check_publication
from posts.reactions.counting import counts
from posts.reactions.models import Kind
from posts.tagging import TagTooLong, TooManyTags, tags_in

stories = Api("stories")
Title = Annotated[Said, Field(max_length=MOST["title"])]
Markdown = Annotated[Text, Field(max_length=MOST["text"])]
Excerpt = Annotated[Text, Field(max_length=MOST["excerpt"])]
Alt = Annotated[Text, Field(max_length=MOST["cover_alt"])]


class NewStory(Body):
    """A draft in Markdown; `cover` is the id of a photo, `series` of a series.

    `slug` ends its address; without it, its title does.
    """

    title: Title
    text: Markdown = ""
    excerpt: Excerpt = ""
    tags: list[Text] = []
    cover: Text | None = None
    cover_alt: Alt = ""
    audience: For = Audience.MEMBERS
    disclosure: Disclosing | None = None
    slug: Text = ""
    series: int | None = None


class StoryChange(Body):
    """What is left out stays as it is. `seq` of the story as you know it: else 409, if it changed since."""

    title: Title = ""
    text: Markdown = ""
    excerpt: Excerpt = ""
    tags: list[Text] = []
    cover: Text | None = None
    cover_alt: Alt = ""
    audience: For = Audience.MEMBERS
    disclosure: Disclosing | None = None
    slug: Text = ""
    series: int | None = None
    seq: int | None = None


class StoryPublication(Body):
    """`at`: a moment such as 2026-11-06T09:00:00+08:00; on your own clock where it has no offset."""

    at: Text | None = None


class StoryPublished(Answer):
    """Either is published, or will be at `due_at`."""

    id: int
    url: str
    published_at: Moment | None
    due_at: Moment | None


class StoryAnswer(Answer):
    id: int
    url: str
    title: str
    text: str
    html: str
    excerpt: str
    tags: list[str]
    cover: str | None
    cover_alt: str
    language: str
    minutes: int
    audience: Audience
    disclosure: Disclosed | None
    series: int | None
    author: Author
    others: Sequence[Author]
    created_at: Moment
    published_at: Moment | None
    due_at: Moment | None
    edited_at: Moment | None
    likes: Count
    liked: bool
    reaction: Kind | None
    reactions: Counts[Kind]
    replies: Count
    seq: int


@stories.get("/stories")
def list_stories(me: Member, asked: Asked) -> Page[Card]:
    """What is published, the newest first; or all of your own."""
    return cards_of("story", me, asked)


@stories.post("/stories", at="/stories/{id}")
def write_story(me: Member, sent: NewStory) -> StoryAnswer:
    """Begin a story. Nobody else sees it until it is published."""
    spend("story", me.id, MOST_A_DAY)
    with transaction():
        story = begin(Words(**_fields(sent)), by=me)
        settle(story, _settings(story, sent), by=me)
    return _told(story.id, me)


@stories.get("/stories/<int:id>")
def read_story(me: Member, id: int) -> StoryAnswer:
    """A published story, or one of your own."""
    return _told(id, me)


@stories.patch("/stories/<int:id>")
def revise_story(me: Member, id: int, sent: StoryChange) -> StoryAnswer:
    """Change a story; its readers see it at once."""
    story = get_or_404(Story, id)
    require(me, "revise", story)
    with transaction():
        if fields := _fields(sent):
            revise(story, replace(words_of(story), **fields), me, sent.seq)
        settle(story, _settings(story, sent), by=me)
    return _told(id, me)


@stories.delete("/stories/<int:id>")
def remove_story(me: Member, id: int) -> None:
    """Take a story away."""
    remove(get_or_404(Story, id), by=me)


@stories.post("/stories/<int:id>/publication", at="/stories/{id}")
def publish_story(me: Member, id: int, sent: StoryPublication) -> StoryPublished:
    """Show a story to its audience, now or later. It needs a title and a text. Said again, it is moved."""
    story = get_or_404(Story, id)
    check_publication(story, Publication(), me)
    if sent.at is None:
        story_in_measure(story, me)
        publish(story, by=me)
    else:
        schedule(story, moment_in(sent.at, me), by=me)
    return StoryPublished.model_validate(story)


@stories.delete("/stories/<int:id>/publication")
def wait_no_longer(me: Member, id: int) -> None:
    """It is not published by itself any more."""
    unschedule(get_or_404(Story, id), by=me)


def _settings(story: Story, sent: NewStory | StoryChange) -> Settings:
    """As they are, but for what was sent."""
    fields = sent.model_dump(exclude_unset=True, include={"audience", "slug"})
    if "disclosure" in sent.model_fields_set:
        said = sent.disclosure
        fields |= {"disclosure": said and said.kind, "sponsor": said.sponsor if said else ""}
    if "series" in sent.model_fields_set:
        fields["series_id"] = sent.series
    return replace(settings_of(story), **fields)


def _fields(sent: NewStory | StoryChange) -> dict[str, Any]:
    """Those that were sent, as an author types them."""
    fields = sent.model_dump(exclude_unset=True, exclude={"audience", "disclosure", "slug", "series", "seq"})
    return fields | ({"tags": ", ".join(sent.tags)} if "tags" in fields else {})


def _told(id: int, me: Member) -> StoryAnswer:
    found = opened(id, me) or abort(404)
    it = found.story
    require(me, "read", it)
    author = Author(
        handle=it.author.handle,
        name=it.author.name,
        portrait=it.author.portrait,
        tier=Tier(found.tier) if found.tier else None,
    )
    return StoryAnswer(
        **{name: getattr(it, name) for name in PLAIN},
        tags=[tag.name for tag in tags_in(it.tags)],
        author=author,
        disclosure=disclosed_of(it),
        series=it.series_id,
        others=[Author.model_validate(other) for other in it.others],
        liked=found.reaction is not None,
        reaction=found.reaction,
        reactions=counts(it.likes, it.felt),
    )


PLAIN = set(StoryAnswer.model_fields) - {
    "tags",
    "author",
    "others",
    "series",
    "disclosure",
    "liked",
    "reaction",
    "reactions",
}

say(UnfinishedStory, lambda no: said(no)[1], field="text")
say(TooLong, lambda no: _("There is room for %(most)s.", most=f"{no.most:,}"))
say(TooManyTags, lambda no: said(no)[1], field="tags")
say(TagTooLong, lambda no: said(no)[1], field="tags")
say(
    StaleTab,
    lambda _no: _("The story was changed since you read it. Read it again, then send your change."),
    status=HTTPStatus.CONFLICT,
)
for refusal in (NoMoment, PastMoment, TooFarAway):
    say(refusal, lambda no: said_of_settings(no)[1], field="at")
