"""What is typed about a trip, as it is kept; and what is wrong with it, in words."""

from collections.abc import Callable

from flask_babel import gettext as _

from community.db import Refusal
from community.disclosing import MOST, LabelOfTheClub, NoSponsor, SponsorTooLong
from livestream.trips.models import (
    LONGEST,
    MOST_STOPS,
    TEXT,
    EndsBeforeItBegins,
    NoName,
    NoPlace,
    NoSpot,
    NoSuchTime,
    NoTitle,
    OutOfTime,
    StopsOutside,
    TooLong,
    TooManyDays,
    TooManyStops,
)


def paragraphs(typed: str, most: int = TEXT) -> str:
    """Without what no database stores. Raises TooLong."""
    text = typed.replace("\0", "").encode(errors="ignore").decode().replace("\r\n", "\n").strip()
    if len(text) > most:
        raise TooLong("text", most)
    return text


def said(refusal: Refusal) -> tuple[str, str]:
    """The field it is about, and the sentence."""
    match refusal:
        case TooLong():
            field, most = refusal.args
            return field, _("That is too long: at most %(most)s characters.", most=f"{most:,}")
        case NoSuchTime():
            return str(refusal.args[0]), _("Give a day and a time, as they are on the spot.")
    field, sentence = SENTENCES[type(refusal)]
    return field, sentence()


SENTENCES: dict[type[Refusal], tuple[str, Callable[[], str]]] = {
    NoTitle: ("title", lambda: _("Give the trip a name: members look for it by that.")),
    NoPlace: ("place", lambda: _("Say where it leads, a town or a country.")),
    EndsBeforeItBegins: ("ends", lambda: _("It ends before it begins. Choose a later end.")),
    TooManyDays: (
        "ends",
        lambda: _("A trip is at most %(days)d days long. Make two of it.", days=LONGEST.days),
    ),
    StopsOutside: (
        "begins",
        lambda: _("Some of its stops would lie outside. Move or remove those first."),
    ),
    NoSponsor: ("sponsor", lambda: _("Say who it was: a brand, a shop, a person.")),
    LabelOfTheClub: (
        "sponsor",
        lambda: _("That label is for those who keep order to put on and to take off."),
    ),
    SponsorTooLong: ("sponsor", lambda: _("At most %(most)d characters.", most=MOST)),
    NoName: ("name", lambda: _("Say what this stop is: a workshop, a street, a table.")),
    NoSpot: ("spot", lambda: _("Write it as a map does: 44.70, 8.03. Or leave it empty.")),
    OutOfTime: ("begins", lambda: _("A stop lies within the trip. Choose another time, or move the trip.")),
    TooManyStops: ("name", lambda: _("A trip has at most %(most)d stops.", most=MOST_STOPS)),
}
