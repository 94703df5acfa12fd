"""What is wrong with a question or an answer, in words."""

from collections.abc import Callable

from flask_babel import gettext as _

from community.db import Refusal
from livestream.questions.models import (
    OPEN_AT_ONCE,
    Closed,
    NoAnswer,
    NoQuestion,
    NoSuchProduct,
    TooLong,
    TooManyOpen,
)
from livestream.trips.models import TooLong as FarTooLong


def said(refusal: Refusal) -> str:
    if isinstance(refusal, (TooLong, FarTooLong)):
        return _("That is too long: at most %(most)s characters.", most=f"{refusal.args[-1]:,}")
    return SENTENCES[type(refusal)]()


SENTENCES: dict[type[Refusal], Callable[[], str]] = {
    NoQuestion: lambda: _("Ask something: a size, a price, what it feels like."),
    NoAnswer: lambda: _("Say something, in a line or two."),
    Closed: lambda: _("They have moved on: this stop is over, or it was answered already."),
    TooManyOpen: lambda: _(
        "%(most)d of your questions on this trip are open. Wait for an answer, or take one back.",
        most=OPEN_AT_ONCE,
    ),
    NoSuchProduct: lambda: _("We do not know this product. Give its address here, or its name."),
}
