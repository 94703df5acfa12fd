"""A repost: it carries what another made, which stays where it is, with its disclosure and its readers."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.belonging import NAMED, OWN
from community.contributions import Audience, Contribution
from community.db import Refusal
from community.engagement.activity import Deed
from posts.short_forms import ShortForm

NOTE = 280  # characters
KINDS = ("story", "shopping_list", "topic", "tip", "review")
FOR = (Audience.MEMBERS, Audience.SUPER, Audience.APASS)  # others chose their readers one by one


class Repost(ShortForm):
    """Its note is its excerpt. Published: it is shown; otherwise its author was asked, or said no."""

    __tablename__ = "repost"
    home: ClassVar[str] = "/reposts"

    id: Mapped[int] = mapped_column(ForeignKey("contribution.id"), primary_key=True, info=OWN)
    __mapper_args__ = {
        "polymorphic_identity": "repost",
        "inherit_condition": id == Contribution.id,  # noqa: A003  not by what it carries
    }

    of_id: Mapped[int] = mapped_column(ForeignKey("contribution.id"), index=True, info=NAMED)
    # Whose it is and of what, until it is removed: one of each member for each thing.
    stands: Mapped[str | None] = mapped_column(unique=True)
    declined_at: Mapped[datetime | None]  # by the author of what it carries

    of: Mapped[Contribution] = relationship(foreign_keys=[of_id])

    @property
    def deed(self) -> Deed:
        return Deed.REPOSTED

    @property
    def subject(self) -> Contribution:
        return self.of

    @property
    def waits(self) -> bool:
        return not (self.published_at or self.declined_at or self.removed_at)


class NoteTooLong(Refusal):
    """A line about it: longer things are a story."""


class RepostedAlready(Refusal):
    """Once is enough; `repost` is the one that stands."""

    def __init__(self, repost: Repost) -> None:
        super().__init__(repost)
        self.repost = repost


class SaidNo(Refusal):
    """Its author does not want it reposted: this one, by this member, or any."""
