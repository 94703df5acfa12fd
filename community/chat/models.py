"""A room, who belongs to it and how far they have read, and the messages in it, numbered without gaps."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community import clock
from community.belonging import ABOUT, NAMED, OWN, SAID, WORDS
from community.contributions import Audience, Contribution
from community.db import Model


class Kind(StrEnum):
    OPEN = "open"  # all of its audience read, and belong to it with the first word
    PRIVATE = "private"  # for those its owner lets in; to everybody else it does not exist
    DIRECT = "direct"  # between two


class Post(StrEnum):
    OWNER = "owner"
    MEMBER = "member"


class Room(Model):
    __tablename__ = "room"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    topic: Mapped[str] = mapped_column(default="")
    kind: Mapped[Kind] = mapped_column(default=Kind.OPEN)
    audience: Mapped[Audience] = mapped_column(
        default=Audience.MEMBERS, server_default="members"
    )  # of an open one
    created_by_id: Mapped[int] = mapped_column(ForeignKey("member.id"), info=NAMED)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    said_at: Mapped[datetime | None]  # when its newest message came
    archived_at: Mapped[datetime | None]  # still read, no longer written in
    last_seq: Mapped[int] = mapped_column(default=0)  # the number of the newest message
    last_change: Mapped[int] = mapped_column(default=0)  # the number of the newest edit or removal
    slow_seconds: Mapped[int] = mapped_column(default=0, server_default="0")  # between two words of one
    pins: Mapped[int] = mapped_column(default=0, server_default="0")  # messages that are pinned in it
    parent_id: Mapped[int | None] = mapped_column(
        ForeignKey("room.id"), index=True
    )  # the room a thread branched off; its kind, audience, name and pace are the thread's as well

    @property
    def url(self) -> str:
        return f"/chat/{self.slug}"

    @property
    def home_id(self) -> int:
        """The room whose doors it has: its own, of a thread those of the room it branched off."""
        return self.parent_id or self.id

    @property
    def is_for_all(self) -> bool:
        """Whatever is said here, every member may read."""
        return self.kind is Kind.OPEN and self.audience is Audience.MEMBERS


class Membership(Model):
    __tablename__ = "membership"

    room_id: Mapped[int] = mapped_column(ForeignKey("room.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, index=True, info=SAID)
    role: Mapped[Post] = mapped_column(default=Post.MEMBER)
    read_seq: Mapped[int] = mapped_column(default=0)  # everything up to this number is read
    muted_until: Mapped[datetime | None]  # no badge until then
    joined_at: Mapped[datetime] = mapped_column(default=clock.now)


class Departure(Model):
    """Of a closed room: other web processes learn of it here, see departing.py."""

    __tablename__ = "room_departure"

    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("room.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True, info=OWN)
    at: Mapped[datetime] = mapped_column(index=True)


class Message(Contribution):
    """Its `published_at` stays empty: what the house shows to every member never holds a room's words."""

    __tablename__ = "message"
    __mapper_args__ = {"polymorphic_identity": "message"}
    __table_args__ = (  # type: ignore[assignment]  # other constraints than the spine's
        UniqueConstraint("room_id", "seq"),
        UniqueConstraint("room_id", "writer_id", "client_id"),
        Index("ix_message_room_change", "room_id", "change"),
    )
    home: ClassVar[str] = "/chat/messages"

    id: Mapped[int] = mapped_column(ForeignKey("contribution.id"), primary_key=True, info=OWN)
    room_id: Mapped[int] = mapped_column(ForeignKey("room.id"))
    seq: Mapped[int]
    change: Mapped[int] = mapped_column(default=0)  # the room's count of changes when this last changed
    writer_id: Mapped[int] = mapped_column(
        ForeignKey("member.id"), index=True, info=SAID
    )  # its author, for the key above
    client_id: Mapped[str]  # made by the browser: the same sent twice is one message
    text: Mapped[str] = mapped_column(info=WORDS)
    html: Mapped[str] = mapped_column(info=WORDS)
    reply_to_id: Mapped[int | None] = mapped_column(ForeignKey("message.id"), info=NAMED)
    photo: Mapped[str | None] = mapped_column(info=WORDS)  # the digest of a photo in pictures.py
    more_photos: Mapped[str] = mapped_column(
        default="", server_default="", info=WORDS
    )  # digests of those after the first, with spaces between
    pinned_at: Mapped[datetime | None]  # by one who keeps the room

    room: Mapped[Room] = relationship()

    @property
    def is_for_others(self) -> bool:
        """What was said was said to the room, without being published."""
        return not self.removed_at and not self.hidden_at

    @property
    def shown_at(self) -> datetime:
        return self.created_at

    @property
    def heard_in(self) -> str:
        """The live room that hears of it, in place of all members."""
        return live(self.room_id)


class MessageThing(Model):
    """What a message shows beside its words: a thing of the house, or a page, named by its address."""

    __tablename__ = "message_thing"

    message_id: Mapped[int] = mapped_column(ForeignKey("message.id"), primary_key=True, info=ABOUT)
    contribution_id: Mapped[int | None] = mapped_column(ForeignKey("contribution.id"), index=True, info=ABOUT)
    product_id: Mapped[int | None] = mapped_column(ForeignKey("product.id"), index=True)
    card_key: Mapped[str | None] = mapped_column(ForeignKey("link_card.key"), index=True)  # of elsewhere


class Thread(Model):
    """Which message a room of its own hangs on: there it is answered without filling the room around it."""

    __tablename__ = "thread"

    room_id: Mapped[int] = mapped_column(ForeignKey("room.id"), primary_key=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("message.id"), unique=True, info=NAMED)


class Mention(Model):
    """Who was called by name, and where, so that unread calls are counted without reading."""

    __tablename__ = "mention"
    __table_args__ = (Index("ix_mention_member_room_seq", "member_id", "room_id", "seq"),)

    message_id: Mapped[int] = mapped_column(ForeignKey("message.id"), primary_key=True, info=ABOUT)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, info=ABOUT)
    room_id: Mapped[int] = mapped_column(ForeignKey("room.id"))
    seq: Mapped[int]


def live(room_id: int) -> str:
    """Where those who look at the room hear every word."""
    return f"chat:{room_id}"


def news(room_id: int) -> str:
    """Where those who belong to it and look elsewhere hear that there is something."""
    return f"chat-news:{room_id}"
