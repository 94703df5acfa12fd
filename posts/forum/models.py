"""Boards, topics, and how far each member has read."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community import clock
from community.belonging import ABOUT, NAMED, OWN, WORDS
from community.contributions import Audience, Contribution
from community.db import Model, Refusal
from community.engagement.standing import Tier
from community.members import Member, Role
from community.told import Told

PAGE = 20
MOST_TITLE = 200
FACES = 6  # participants shown with a topic
MOST_REASON = 300
SLOWEST = 86_400  # seconds between two replies of one member in a slow topic
MOST_AT_ONCE = 200  # replies that are moved in one go
NEW_FOR = timedelta(days=30)  # what was silent for longer is not new to whoever never opened it


class OpensTo(StrEnum):
    """Whom a board lets open topics, or reply."""

    MEMBERS = "members"
    SUPER = "super"
    APASS = "apass"
    BLOGGERS = "bloggers"
    STAFF = "staff"

    def admits(self, role: Role, tier: Tier | str | None) -> bool:
        if role not in {Role.MEMBER, Role.BLOGGER} or self is OpensTo.MEMBERS:
            return True
        if self is OpensTo.BLOGGERS:
            return role is Role.BLOGGER
        return tier == Tier.APASS if self is OpensTo.APASS else self is OpensTo.SUPER and _is_higher(tier)


def _is_higher(tier: Tier | str | None) -> bool:
    return tier in {Tier.SUPER, Tier.APASS}


class Review(StrEnum):
    """What those who look after a board read before others do."""

    NOTHING = "nothing"
    TOPICS = "topics"
    EVERYTHING = "everything"


class Interest(StrEnum):
    """Beyond what a member simply reads: hear of everything, or of nothing."""

    FOLLOW = "follow"
    MUTE = "mute"


def interest_in(word: str | None) -> Interest | None:
    """As a form says it; anything else is neither."""
    return Interest(word) if word and word in list(Interest) else None


class Board(Model):
    __tablename__ = "board"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    description: Mapped[str] = mapped_column(default="")
    group: Mapped[str] = mapped_column("group_name", default="")
    position: Mapped[int] = mapped_column(default=0)
    reads_from: Mapped[Audience] = mapped_column(default=Audience.MEMBERS, server_default="members")
    posts_from: Mapped[OpensTo] = mapped_column(default=OpensTo.MEMBERS)
    replies_from: Mapped[OpensTo] = mapped_column(default=OpensTo.MEMBERS, server_default="members")
    review: Mapped[Review] = mapped_column(default=Review.NOTHING, server_default="nothing")
    keepers: Mapped[list[int]] = mapped_column(JSON, default=list, server_default="[]")  # they look after it
    room_id: Mapped[int | None] = mapped_column(ForeignKey("room.id"), index=True)  # to talk in at once
    topics: Mapped[int] = mapped_column(default=0)  # those that can be read
    newest_id: Mapped[int | None] = mapped_column(
        ForeignKey("contribution.id"), info=NAMED
    )  # the last active topic
    version: Mapped[int] = mapped_column(default=1)  # rises with all that its line in the index shows
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    @property
    def url(self) -> str:
        return f"/boards/{self.slug}"


class Topic(Contribution):
    __tablename__ = "topic"
    __table_args__ = (  # type: ignore[assignment]  # other indexes than the spine's
        Index("ix_topic_board_pinned", "board_id", "pinned_at"),
        Index("ix_topic_board_active", "board_id", "active_at"),
    )
    home: ClassVar[str] = "/topics"

    id: Mapped[int] = mapped_column(ForeignKey("contribution.id"), primary_key=True, info=OWN)
    __mapper_args__ = {
        "polymorphic_identity": "topic",
        "inherit_condition": id == Contribution.id,  # noqa: A003  not by what answered it
    }

    board_id: Mapped[int] = mapped_column(ForeignKey("board.id"))
    text: Mapped[str] = mapped_column(Told, info=WORDS)
    html: Mapped[str] = mapped_column(Told, info=WORDS)
    tags: Mapped[str] = mapped_column(default="", info=WORDS)  # as the asker wrote them; see posts/tagging.py
    active_at: Mapped[datetime] = mapped_column(default=clock.now)  # opened or last replied to
    last_reply_at: Mapped[datetime | None]
    last_reply_by: Mapped[int | None] = mapped_column(ForeignKey("member.id"), info=NAMED)
    last_number: Mapped[int] = mapped_column(default=0)  # of the last reply, removed ones counted
    faces: Mapped[list[Any]] = mapped_column(JSON, default=list)  # who spoke last, the latest first
    pinned_at: Mapped[datetime | None]
    locked_at: Mapped[datetime | None]
    answer_id: Mapped[int | None] = mapped_column(
        ForeignKey("contribution.id"), info=NAMED
    )  # what helped the asker
    activity_key: Mapped[str] = mapped_column(default="")
    answer_key: Mapped[str | None]  # what helping was worth, to take back with the mark
    pinned_until: Mapped[datetime | None]
    slow_seconds: Mapped[int] = mapped_column(default=0, server_default="0")  # between two replies of one
    trace: Mapped[list[dict[str, Any]]] = mapped_column(
        JSON, default=list, server_default="[]"
    )  # see tracing.py

    board: Mapped[Board] = relationship(foreign_keys=[board_id])
    last_speaker: Mapped[Member | None] = relationship(foreign_keys=[last_reply_by])

    @property
    def outlives_its_words(self) -> bool:
        return self.replies > 0


class TopicReading(Model):
    """How far a member has read a topic: the last reply seen, 0 for its opening alone, -1 for nothing."""

    __tablename__ = "topic_reading"
    __table_args__ = (Index("ix_topic_reading_member_at", "member_id", "at"),)

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, info=OWN)
    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id"), primary_key=True, index=True, info=ABOUT)
    number: Mapped[int]
    interest: Mapped[Interest | None]
    at: Mapped[datetime] = mapped_column(default=clock.now)


class BoardReading(Model):
    """What a member made of a board as a whole.

    Topics never opened are new only if they moved after `read_at`.
    """

    __tablename__ = "board_reading"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, info=OWN)
    board_id: Mapped[int] = mapped_column(ForeignKey("board.id"), primary_key=True, index=True)
    read_at: Mapped[datetime | None]
    interest: Mapped[Interest | None]
    at: Mapped[datetime] = mapped_column(default=clock.now)


class Happened(StrEnum):
    """What was done to a topic by whoever keeps order, told in the thread itself."""

    PINNED = "pinned"
    UNPINNED = "unpinned"
    LOCKED = "locked"
    UNLOCKED = "unlocked"
    SLOWED = "slowed"
    UNSLOWED = "unslowed"
    MOVED = "moved"
    MERGED = "merged"
    SPLIT = "split"
    CAME = "came"


class HeldPost(Model):
    """A topic or a reply that somebody reads before others do. It is no contribution until it is approved."""

    __tablename__ = "held_post"
    __table_args__ = (Index("ix_held_post_board_decided", "board_id", "decided_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    board_id: Mapped[int] = mapped_column(ForeignKey("board.id"))
    topic_id: Mapped[int | None] = mapped_column(
        ForeignKey("topic.id"), index=True, info=ABOUT
    )  # none: a topic itself
    author_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True, info=OWN)
    title: Mapped[str] = mapped_column(default="")
    text: Mapped[str]
    tags: Mapped[str] = mapped_column(default="")
    quoted_id: Mapped[int | None] = mapped_column(ForeignKey("reply.id"), info=NAMED)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), info=NAMED)
    reason: Mapped[str] = mapped_column(default="")  # why it was declined
    became_id: Mapped[int | None] = mapped_column(
        ForeignKey("contribution.id"), info=ABOUT
    )  # once it was approved

    board: Mapped[Board] = relationship()
    author: Mapped[Member] = relationship(foreign_keys=[author_id])
    topic: Mapped[Topic | None] = relationship(foreign_keys=[topic_id])


class UnfinishedTopic(Refusal):
    """A topic needs a title and a text, neither longer than others will read."""


class UnfinishedBoard(Refusal):
    """A board needs a name."""


class OutOfReach(Refusal):
    """Whoever lays the board out would not read it."""


class SlugTaken(Refusal):
    """Another board has that address."""


class NotItsReply(Refusal):
    """Only a reply to the topic itself can be its answer."""


class NobodyOfThatName(Refusal):
    """Whoever is named to look after a board must be a member who may read it."""


class NeedsReason(Refusal):
    """Whoever's post is declined is told why."""


class DecidedAlready(Refusal):
    """Somebody else was quicker."""
