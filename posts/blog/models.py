"""A story: a title, a text in Markdown, photos; its author's alone until it is published."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from sqlalchemy import ForeignKey, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community import clock
from community.belonging import ABOUT, NAMED, OWN, PAST, WORDS
from community.contributions import Contribution, address
from community.db import Model, Refusal
from community.members import Member
from posts.tagging import checked_tags

MOST = {"title": 200, "excerpt": 300, "text": 100_000, "cover_alt": 500}  # characters


class Story(Contribution):
    __tablename__ = "story"
    __mapper_args__ = {"polymorphic_identity": "story"}
    home: ClassVar[str] = "/stories"

    id: Mapped[int] = mapped_column(ForeignKey("contribution.id"), primary_key=True, info=OWN)
    text: Mapped[str] = mapped_column(default="", info=WORDS)
    html: Mapped[str] = mapped_column(default="", info=WORDS)
    dek: Mapped[str] = mapped_column(
        default="", info=WORDS
    )  # the excerpt its author wrote; without it, the text's beginning
    tags: Mapped[str] = mapped_column(
        default="", info=WORDS
    )  # as the author wrote them; see posts/tagging.py
    cover_alt: Mapped[str] = mapped_column(default="", info=WORDS)
    language: Mapped[str] = mapped_column(default="")  # "zh-Hans", "vi", "en", or empty
    minutes: Mapped[int] = mapped_column(default=1)
    seq: Mapped[int] = mapped_column(default=0)  # rises with every keeping, so that a stale tab is noticed
    saved_at: Mapped[datetime] = mapped_column(default=clock.now)
    activity_key: Mapped[str | None]  # what it is worth just now, to take back with it
    told_at: Mapped[datetime | None]  # when others first could read it
    due_at: Mapped[datetime | None]  # when it will be published
    series_id: Mapped[int | None] = mapped_column(ForeignKey("series.id"), index=True, info=NAMED)
    series_place: Mapped[int] = mapped_column(default=0, server_default="0")
    slug_chosen: Mapped[bool] = mapped_column(default=False, server_default=false())  # by hand

    series: Mapped["Series | None"] = relationship()

    @property
    def is_finished(self) -> bool:
        return bool(self.title.strip() and self.text.strip())

    def publish(self) -> None:
        if not self.is_finished:
            raise UnfinishedStory
        self.published_at, self.due_at = clock.now(), None


class Series(Model):
    """Stories that are read in an order."""

    __tablename__ = "series"
    home: ClassVar[str] = "/stories/series"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    slug: Mapped[str]
    note: Mapped[str]
    owner_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True, info=OWN)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    owner: Mapped[Member] = relationship()

    @property
    def url(self) -> str:
        return address(self.home, self.id, self.slug)


class StoryRevision(Model):
    """How a story stood once, and who left it so."""

    __tablename__ = "story_revision"
    __table_args__ = (UniqueConstraint("story_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    story_id: Mapped[int] = mapped_column(ForeignKey("story.id"), info=PAST)
    number: Mapped[int]  # from 1
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), info=NAMED)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    was_read: Mapped[bool]  # by others than its authors, or could have been
    title: Mapped[str]
    text: Mapped[str]
    excerpt: Mapped[str]
    tags: Mapped[str]
    cover: Mapped[str | None]
    cover_alt: Mapped[str]

    member: Mapped[Member] = relationship()

    @property
    def words(self) -> "Words":
        return Words(**{field: getattr(self, field) for field in Words.__dataclass_fields__})


class StoryReading(Model):
    """How far a member has read a story: known to her, and as a number to those who wrote it."""

    __tablename__ = "story_reading"

    story_id: Mapped[int] = mapped_column(ForeignKey("story.id"), primary_key=True, info=ABOUT)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, index=True, info=OWN)
    begun_at: Mapped[datetime] = mapped_column(default=clock.now)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    place: Mapped[int]  # in thousandths, where she stands now
    farthest: Mapped[int]
    finished_at: Mapped[datetime | None]


class StoryDraft(Model):
    """What its author is changing about a published story, while others read it as it was."""

    __tablename__ = "story_draft"

    story_id: Mapped[int] = mapped_column(ForeignKey("story.id"), primary_key=True, info=PAST)
    title: Mapped[str]
    text: Mapped[str]
    excerpt: Mapped[str]
    tags: Mapped[str]
    cover: Mapped[str | None]
    cover_alt: Mapped[str]
    saved_at: Mapped[datetime] = mapped_column(default=clock.now)


@dataclass(frozen=True)
class Words:
    """What an author types of a story."""

    title: str = ""
    text: str = ""
    excerpt: str = ""
    tags: str = ""
    cover: str | None = None
    cover_alt: str = ""

    def checked(self) -> "Words":
        """The same, if it fits. Raises TooLong, TooManyTags or TagTooLong."""
        checked_tags(self.tags)
        for field, most in MOST.items():
            if len(getattr(self, field)) > most:
                raise TooLong(field, most)
        return self


def words_of(story: Story, draft: StoryDraft | None = None) -> Words:
    """As they stand in the editor: the draft, if there is one."""
    if it := draft:
        return Words(it.title, it.text, it.excerpt, it.tags, it.cover, it.cover_alt)
    return Words(story.title, story.text, story.dek, story.tags, story.cover, story.cover_alt)


class UnfinishedStory(Refusal):
    """A story without a title or a text is not ready for readers."""


class TooLong(Refusal):
    """A field holds more than a page can bear."""

    def __init__(self, field: str, most: int) -> None:
        super().__init__(field, most)
        self.field, self.most = field, most


class StaleTab(Refusal):
    """The story was changed elsewhere since this page was opened."""

    def __init__(self, seq: int) -> None:
        super().__init__(seq)
        self.seq = seq
