"""What members and moderators read when something is not possible."""

from collections.abc import Callable
from http import HTTPStatus

from flask_babel import gettext as _

from community.db import Refusal
from community.moderation.conflicts import Part
from community.moderation.models import (
    LONGEST_WORDS,
    DecidedAlready,
    HeldByAnother,
    LookedAtLately,
    NotForThis,
    ReportedAlready,
    SayWhy,
    TooClose,
    TooLate,
    TooLong,
    UnknownRule,
)

GONE_AHEAD = (ReportedAlready, LookedAtLately, DecidedAlready, HeldByAnother, TooLate)
Words = Callable[[], str]


def said(refusal: Refusal) -> str:
    if isinstance(refusal, TooClose):
        return why_too_close(refusal.why)
    words = _words.get(type(refusal))
    return words() if words else _("That is not possible as it stands.")


def status_of(refusal: Refusal) -> HTTPStatus:
    return HTTPStatus.CONFLICT if isinstance(refusal, GONE_AHEAD) else HTTPStatus.UNPROCESSABLE_ENTITY


def why_too_close(part: str) -> str:
    return {
        Part.OWN: _("This is about you: somebody else decides."),
        Part.REPORTED: _("You reported this yourself: somebody else decides."),
        Part.INVITED: _("One of you invited the other: somebody else decides."),
        Part.FRIENDS: _("You follow each other: somebody else decides."),
        Part.COLLEAGUE: _("This is about one of the team: an administrator decides."),
        "decided": _("You decided on this before: somebody else looks at it now."),
    }[part]


_words: dict[type[Refusal], Words] = {
    UnknownRule: lambda: _("Choose the rule that it breaks."),
    SayWhy: lambda: _("Say why, in a sentence or two."),
    TooLong: lambda: _("That is too long: at most %(most)d characters.", most=LONGEST_WORDS),
    ReportedAlready: lambda: _("You have reported this, and we are looking at it. Nothing more is needed."),
    LookedAtLately: lambda: _(
        "We decided on this less than a day ago. If it happens again after that, report it again."
    ),
    DecidedAlready: lambda: _("Somebody else has decided on it a moment ago."),
    HeldByAnother: lambda: _("A colleague has this case. Ask them, or release it first."),
    NotForThis: lambda: _("That does not fit this case. Choose another measure."),
    TooLate: lambda: _("It is too late for that."),
}
