"""The spine: everything a member makes is a contribution, with one author and one address."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community import clock
from community.belonging import ABOUT, OWN, SAID, WORDS
from community.db import Model
from community.members import Member
from community.told import Told


class Audience(StrEnum):
    """Who reads what is published; `community/audience.py` says who that is."""

    MEMBERS = "members"
    SUPER = "super"  # of that tier and up
    APASS = "apass"
    STAFF = "staff"  # the club's team
    FOLLOWERS = "followers"
    FOLLOWED = "followed"  # whom its author follows
    ONLY_ME = "only_me"


class Disclosure(StrEnum):
    """What its author got for it, or gets by it. Readers are told before they read."""

    GIFTED = "gifted"
    SPONSORED = "sponsored"
    OWN_BRAND = "own_brand"
    ADVERTISEMENT = "advertisement"  # said by those who keep order, where its author had not


class CoAuthor(Model):
    """Somebody who was invited to write a contribution with its author."""

    __tablename__ = "co_author"

    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id"), primary_key=True, info=ABOUT)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, index=True, info=OWN)
    invited_at: Mapped[datetime] = mapped_column(default=clock.now)
    accepted_at: Mapped[datetime | None]

    member: Mapped[Member] = relationship(lazy="joined")


def felt_by_kind(felt: str) -> dict[str, int]:
    """What `Contribution.felt` says: how many feel more than that they like it, by kind."""
    pairs = (word.split(":") for word in felt.split())
    return {kind: int(count) for kind, count in pairs}


class Contribution(Model):
    __tablename__ = "contribution"
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_abstract": True}
    __table_args__ = (
        Index("ix_contribution_kind_published", "kind", "published_at"),
        Index("ix_contribution_author_kind_published", "author_id", "kind", "published_at"),
        Index("ix_contribution_published", "published_at"),
    )

    home: ClassVar[str]  # where its kind lives on the web: "/stories"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    title: Mapped[str] = mapped_column(Told, default="", info=WORDS)
    slug: Mapped[str] = mapped_column(default="", info=WORDS)
    excerpt: Mapped[str] = mapped_column(Told, default="", info=WORDS)
    cover: Mapped[str | None] = mapped_column(info=WORDS)  # the digest of a photo in pictures.py
    author_id: Mapped[int] = mapped_column(ForeignKey("member.id"), info=SAID)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    published_at: Mapped[datetime | None]  # none: only its author sees it
    audience: Mapped[Audience] = mapped_column(default=Audience.MEMBERS, server_default="members")
    edited_at: Mapped[datetime | None]
    disclosure: Mapped[Disclosure | None]
    sponsor: Mapped[str] = mapped_column(
        default="", server_default="", info=WORDS
    )  # who gave, paid, or is advertised
    hidden_at: Mapped[datetime | None]  # by a moderator
    removed_at: Mapped[datetime | None]  # by its author
    version: Mapped[int] = mapped_column(default=1)  # rises with every change a reader can see
    likes: Mapped[int] = mapped_column(default=0)  # all reactions
    felt: Mapped[str] = mapped_column(
        default="", server_default=""
    )  # those that say more: "seeded:3 thanks:1"
    replies: Mapped[int] = mapped_column(default=0)

    author: Mapped[Member] = relationship(foreign_keys=[author_id])
    seats: Mapped[list[CoAuthor]] = relationship(order_by=CoAuthor.invited_at, cascade="all, delete-orphan")

    @property
    def url(self) -> str:
        return address(self.home, self.id, self.slug)

    @property
    def heard_in(self) -> str:
        """The live room that hears what becomes of it: its readers, unless its kind says otherwise."""
        return "members" if self.audience is Audience.MEMBERS else f"contribution:{self.id}"

    @property
    def shown_at(self) -> datetime | None:
        """Since when others read it."""
        return self.published_at

    @property
    def answers(self) -> "Contribution | None":
        """What it is said under, if it is a reply."""
        return None

    @property
    def is_for_others(self) -> bool:
        return self.is_readable and self.audience is not Audience.ONLY_ME

    @property
    def outlives_its_words(self) -> bool:
        """It stays open when its author leaves with all that was said: it is others' place as well."""
        return False

    def invites(self, member: Member) -> bool:
        return any(seat.member_id == member.id for seat in self.seats)

    def is_written_by(self, member: Member) -> bool:
        """Its author, and those who accepted to write it with her."""
        return self.author_id == member.id or any(other.id == member.id for other in self.others)

    @property
    def others(self) -> list[Member]:
        """Those who write it with its author."""
        return [seat.member for seat in self.seats if seat.accepted_at]

    @property
    def is_readable(self) -> bool:
        """By those it is for: published, and neither hidden nor removed."""
        return bool(self.published_at) and not self.hidden_at and not self.removed_at


def address(home: str, id: int, slug: str = "") -> str:
    return f"{home}/{id}-{slug}" if slug else f"{home}/{id}"


def home_of(kind: str) -> str:
    """Where contributions of a kind live, for pages that read rows of the spine alone."""
    mapper = Contribution.__mapper__.polymorphic_map[kind]
    home: str = mapper.class_.home
    return home
