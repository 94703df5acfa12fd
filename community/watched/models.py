"""What is watched, and what was found."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from flask_babel import gettext as _
from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship
from werkzeug.exceptions import UnprocessableEntity

from community import clock
from community.belonging import ABOUT, NAMED
from community.contributions import Contribution
from community.db import Model, Refusal
from community.members import Member

LONGEST = 100  # characters of a word, and of what stands in its place
LONGEST_TAG = 30  # as authors may write one
MOST = 2_000


class Act(StrEnum):
    """What becomes of a text with the word, the strictest first."""

    BLOCK = "block"  # it is refused, and its author may change it
    HOLD = "hold"  # nobody else reads it before a moderator has
    FLAG = "flag"  # it appears, and makes a case
    REPLACE = "replace"  # something else stands in its place
    TAG = "tag"  # it gets a tag, where things of its kind have some

    @property
    def is_silent(self) -> bool:
        """Nobody need look at what it found."""
        return self in {Act.REPLACE, Act.TAG}


class WatchedWord(Model):
    __tablename__ = "watched_word"

    id: Mapped[int] = mapped_column(primary_key=True)
    word: Mapped[str]  # or several in a row; an asterisk at its end stands for any ending
    key: Mapped[str] = mapped_column(unique=True)  # as it is compared
    act: Mapped[Act]
    instead: Mapped[str] = mapped_column(default="")  # or the tag
    by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), info=NAMED)
    at: Mapped[datetime] = mapped_column(default=clock.now)

    by: Mapped[Member | None] = relationship()


class Find(Model):
    """A watched word that stood in what somebody wrote. Of what was refused nothing is kept."""

    __tablename__ = "watched_find"

    id: Mapped[int] = mapped_column(primary_key=True)
    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id"), index=True, info=ABOUT)
    word: Mapped[str]
    act: Mapped[Act]
    at: Mapped[datetime] = mapped_column(default=clock.now)

    contribution: Mapped[Contribution] = relationship()


class Unwelcome(UnprocessableEntity):
    """A text with words that this club does not publish: its author reads which, and loses nothing."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = list(dict.fromkeys(words))
        super().__init__(
            _(
                "This club does not publish “%(words)s”. Say it in other words and send it again: "
                "nothing you wrote is lost.",
                words="”, “".join(self.words),
            )
        )


class NoWord(Refusal):
    """Nothing to watch: a letter or a digit at least."""


class WordTooLong(Refusal):
    """More than anybody repeats."""


class NoTag(Refusal):
    """A word that tags needs a tag, as long as authors may write one."""


class WatchedAlready(Refusal):
    """It is compared without regard to case and width."""


class TooManyWords(Refusal):
    """Every text is compared with each of them."""


class NoFile(Refusal):
    """Not a file as this page gives one; its text is the line that was not understood."""
