"""A reply: numbered within its thread for good, so that a link to it never moves."""

from datetime import datetime, timedelta
from typing import ClassVar

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.belonging import NAMED, OWN, PAST, WORDS
from community.contributions import Contribution
from community.db import Model, Refusal
from community.members import Member

PAGE = 20  # posts on a page
ANSWERS = 3  # shown under a reply before one asks for all
MOST = 20_000  # characters
UNDO = timedelta(seconds=30)
GRACE = timedelta(seconds=5)  # for the click that comes at the last moment
EDITABLE = timedelta(days=1)  # after which what was said stands as it is
AT_ONCE = timedelta(minutes=1)  # the same words again within it are the same click
ANSWERABLE = ("topic", "story", "shopping_list", "tip", "review")


def _own_number(context: DefaultExecutionContext) -> int:
    """Of a reply that answers the thing itself."""
    number: int = context.get_current_parameters()["number"]  # type: ignore[no-untyped-call]
    return number


class Reply(Contribution):
    __tablename__ = "reply"
    __table_args__ = (  # type: ignore[assignment]
        UniqueConstraint("about_id", "number"),
        Index("ix_reply_root", "about_id", "root", "number"),
    )
    home: ClassVar[str] = "/replies"

    id: Mapped[int] = mapped_column(ForeignKey("contribution.id"), primary_key=True, info=OWN)
    __mapper_args__ = {
        "polymorphic_identity": "reply",
        "inherit_condition": id == Contribution.id,  # noqa: A003  not by what it is about
    }

    about_id: Mapped[int] = mapped_column(ForeignKey("contribution.id"), info=NAMED)
    number: Mapped[int]  # from 1; those of removed replies are not given again
    # The number of the reply it stands under, or its own.
    root: Mapped[int] = mapped_column(default=_own_number, server_default="0")
    quoted_id: Mapped[int | None] = mapped_column(ForeignKey("reply.id"), info=NAMED)
    text: Mapped[str] = mapped_column(info=WORDS)
    html: Mapped[str] = mapped_column(info=WORDS)
    pinned_at: Mapped[datetime | None]  # by the author of the thing: it stands first
    folded_at: Mapped[datetime | None]  # by the same: it is there, but closed

    about: Mapped[Contribution] = relationship(foreign_keys=[about_id])

    @property
    def answers(self) -> Contribution:
        return self.about


class ReplyVersion(Model):
    """What a reply said before it was changed, for its author and those who keep order."""

    __tablename__ = "reply_version"

    reply_id: Mapped[int] = mapped_column(ForeignKey("reply.id"), primary_key=True, info=PAST)
    version: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    at: Mapped[datetime]  # since when it read so


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


class EditOver(Refusal):
    """Others have answered what was said: it is changed for a day, then it stands."""


class PinnedBelow(Refusal):
    """Only a reply to the thing itself can stand first."""


class NotNow(Refusal):
    """Something about the thread itself stands in the way; `words` says what."""

    def words(self) -> str:
        raise NotImplementedError


class ReadFirst(NotNow):
    """Somebody reads it before the others do: `keep` puts it where it waits."""

    def keep(self, text: str, by: Member, quoted: Contribution | None) -> None:
        raise NotImplementedError
