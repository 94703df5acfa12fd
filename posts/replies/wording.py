"""Why a reply is refused, in the words its writer reads."""

from collections.abc import Callable

from flask_babel import gettext as _

from community.db import Refusal
from posts.replies.bringing import NoSuchPhoto
from posts.replies.models import MOST, Closed, EditOver, KeptAway, NotNow, PinnedBelow, TooLate, TooLong


def words_for(refusal: Refusal) -> str:
    if isinstance(refusal, NotNow):
        return refusal.words()
    if isinstance(refusal, NoSuchPhoto):
        return str(refusal)
    found = next((words for kind, words in _words.items() if isinstance(refusal, kind)), _nothing)
    return found()


def status_of(refusal: Refusal) -> int:
    if isinstance(refusal, NotNow):
        return 409
    return 403 if isinstance(refusal, Closed) else 422


def _nothing() -> str:
    return _("There is nothing in it yet. Write a few words first.")


# What is more exact stands first.
_words: dict[type[Refusal], Callable[[], str]] = {
    KeptAway: lambda: _("You cannot reply to this member. You can read on, and talk with everybody else."),
    Closed: lambda: _("This is closed: everything is still here to read, but nobody can reply any more."),
    TooLong: lambda: _(
        "That is longer than %(most)s characters. Cut it, or send it as two.", most=f"{MOST:,}"
    ),
    TooLate: lambda: _("It is too late to bring this back. Write it again if you still want it said."),
    EditOver: lambda: _(
        "This was said more than a day ago and has been read, so it stands. Say the rest in a new reply."
    ),
    PinnedBelow: lambda: _("Only a reply to the thing itself can stand first."),
}
