"""A reply: numbered within its thread for good, so that a link to it never moves."""

from datetime import timedelta
from typing import ClassVar

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.contributions import Contribution
from community.db import Refusal

PAGE = 20  # posts on a page
MOST = 20_000  # characters
UNDO = timedelta(seconds=30)
GRACE = timedelta(seconds=5)  # for the click that comes at the last moment
ANSWERABLE = ("topic", "story", "shopping_list")


class Reply(Contribution):
    __tablename__ = "reply"
    __table_args__ = (UniqueConstraint("about_id", "number"),)  # type: ignore[assignment]
    home: ClassVar[str] = "/replies"

    id: Mapped[int] = mapped_column(ForeignKey("contribution.id"), primary_key=True)
    __mapper_args__ = {
        "polymorphic_identity": "reply",
        "inherit_condition": id == Contribution.id,  # noqa: A003  not by what it is about
    }

    about_id: Mapped[int] = mapped_column(ForeignKey("contribution.id"))
    number: Mapped[int]  # from 1; those of removed replies are not given again
    quoted_id: Mapped[int | None] = mapped_column(ForeignKey("reply.id"))
    text: Mapped[str]
    html: Mapped[str]

    about: Mapped[Contribution] = relationship(foreign_keys=[about_id])

    @property
    def answers(self) -> Contribution:
        return self.about


class EmptyReply(Refusal):
    """A reply needs at least a word."""


class TooLong(Refusal):
    """A text is longer than anybody reads in a thread."""


class Closed(Refusal):
    """Nobody may reply here any more."""


class KeptAway(Closed):
    """Whose words these are does not want to be answered by this member."""


class TooLate(Refusal):
    """What was removed can be brought back for a while only."""
