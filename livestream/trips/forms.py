"""The forms of a trip and of a stop: what was typed, and what is wrong with it."""

from dataclasses import asdict, dataclass, field
from typing import Any

from flask import request
from flask_babel import gettext as _

from community.contributions import Audience, Disclosure
from community.db import Refusal
from community.entrance.time_zones import time_zones
from community.members import Member
from community.pages import tier_name
from community.pictures import store
from community.pictures.intake import RefusedPicture
from community.pictures.models import face_of
from community.pictures.routes import said as said_of_photo
from livestream.trips.models import PLACE, TEXT, TITLE, Trip
from livestream.trips.planning import OPENS_TO, TripWords
from livestream.trips.stops import StopWords
from livestream.trips.wording import said


@dataclass
class Typed:
    """By field; `errors` are sentences."""

    values: dict[str, Any]
    errors: dict[str, str] = field(default_factory=dict)

    def wrong(self, refusal: Refusal) -> None:
        name, sentence = said(refusal)
        self.errors[name] = sentence


def trip_typed(by: Member, it: Trip | None = None) -> tuple[Typed, TripWords]:
    """What is not asked of a trip that is labelled stays as it is."""
    form = request.form
    given = form.get("disclosure", (it.disclosure or "") if it else "")
    words = TripWords(
        title=form.get("title", ""),
        place=form.get("place", ""),
        time_zone=form.get("time_zone", ""),
        begins=form.get("begins", ""),
        ends=form.get("ends", ""),
        text=form.get("text", ""),
        photo=kept_photo(),
        audience=Audience(audience) if (audience := form.get("audience")) in set(OPENS_TO) else OPENS_TO[0],
        disclosure=Disclosure(given) if given in set(Disclosure) else None,
        sponsor=form.get("sponsor", it.sponsor if it else ""),
    )
    typed = Typed(asdict(words))
    photo = photo_brought(typed, by) or words.photo
    typed.values["photo"] = photo
    return typed, TripWords(**typed.values)


def stop_typed() -> tuple[Typed, StopWords]:
    form = request.form
    fields = {name: form.get(name, "") for name in ("name", "begins", "ends", "text", "spot")}
    return Typed(dict(fields)), StopWords(**fields)


def photo_brought(typed: Typed, by: Member) -> str | None:
    """Kept at once, so that an error elsewhere does not lose it."""
    if not ((file := request.files.get("file")) and file.filename):
        return None
    try:
        return store(file.stream, by=by).digest
    except RefusedPicture as refusal:
        typed.errors["file"] = said_of_photo(refusal)
        return None


def kept_photo() -> str | None:
    photo = request.form.get("photo", "")
    return photo if photo and face_of(photo) and not request.form.get("no_photo") else None


def choices() -> dict[str, Any]:
    """What the form of a trip offers."""
    up = _("%(tier)s and up", tier=tier_name("super"))
    return {
        "zones": time_zones(),
        "audiences": [
            ("members", _("All members")),
            ("super", up),
            ("apass", _("Apass only")),
            ("staff", _("The club's team")),
        ],
        "disclosures": [
            ("", _("Nothing: the club pays for it")),
            ("sponsored", _("Sponsored")),
            ("gifted", _("Gifted")),
            ("own_brand", _("Own brand")),
        ],
        "most": {"title": TITLE, "place": PLACE, "text": TEXT},
    }
