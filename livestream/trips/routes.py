"""The web addresses of trips."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import gettext as _
from sqlalchemy import Row
from werkzeug.wrappers import Response

from community.contributions import address
from community.db import Refusal, get_or_404
from community.members import signed_in_member
from community.permissions import require
from livestream.trips.forms import Typed, choices, trip_typed
from livestream.trips.models import Trip
from livestream.trips.page import shown, words_for_times
from livestream.trips.planning import TripWords, change, plan, publish, remove, words_of
from livestream.trips.reading import shelves

trips = Blueprint("trips", __name__, url_prefix=Trip.home)
Answer = Response | str | tuple[str, int]
LAST_PAGE = 200
trips.app_template_global("trip_times")(words_for_times)


@trips.get("")
def list_trips() -> str:
    page = min(max(request.args.get("page", 1, int), 1), LAST_PAGE)
    found = shelves(signed_in_member(), page)
    return render_template(
        "livestream/trips/trips.html", shelves=found, page=page, url_of=_url_of, trip_kind=Trip
    )


@trips.get("/new")
def new_trip() -> Answer:
    me = signed_in_member()
    require(me, "plan", Trip)
    blank = TripWords(title="", place="", time_zone=me.time_zone, begins="", ends="")
    return _editor(Typed(vars(blank)), None)


@trips.post("")
def plan_trip() -> Answer:
    me = signed_in_member()
    require(me, "plan", Trip)
    typed, words = trip_typed(me)
    it = _try(typed, lambda: plan(words, by=me))
    return redirect(it.url, code=303) if it else _editor(typed, None)


@trips.get("/<int:id>")
@trips.get("/<int:id>-<slug>")
def show_trip(id: int, slug: str = "") -> Answer:
    me, it = signed_in_member(), get_or_404(Trip, id)
    require(me, "read", it)
    if slug != it.slug:
        return redirect(it.url, code=301)
    return render_template("livestream/trips/trip.html", it=it, **shown(it, me))


@trips.get("/<int:id>/edition")
def edit_trip(id: int) -> Answer:
    me, it = signed_in_member(), get_or_404(Trip, id)
    require(me, "revise", it)
    return _editor(Typed(vars(words_of(it))), it)


@trips.post("/<int:id>/edition")
def revise_trip(id: int) -> Answer:
    me, it = signed_in_member(), get_or_404(Trip, id)
    require(me, "revise", it)
    typed, words = trip_typed(me, it)

    def revised() -> Trip:
        change(it, words, by=me)
        return it

    return redirect(it.url, code=303) if _try(typed, revised) else _editor(typed, it)


@trips.post("/<int:id>/publication")
def publish_trip(id: int) -> Response:
    it = get_or_404(Trip, id)
    publish(it, by=signed_in_member())
    flash(_("The trip is shown now, and its room is open."), "good")
    return redirect(it.url, code=303)


@trips.post("/<int:id>/removal")
def remove_trip(id: int) -> Response:
    it = get_or_404(Trip, id)
    remove(it, by=signed_in_member())
    flash(_("“%(title)s” is removed.", title=it.title), "good")
    return redirect(Trip.home, code=303)


def _try(typed: Typed, verb: Callable[[], Trip]) -> Trip | None:
    """None where something is wrong: then `typed.errors` says what."""
    if typed.errors:
        return None
    try:
        return verb()
    except Refusal as refusal:
        typed.wrong(refusal)
        return None


def _editor(typed: Typed, it: Trip | None) -> Answer:
    page = render_template(
        "livestream/trips/editor.html", it=it, typed=typed.values, errors=typed.errors, **choices()
    )
    return (page, 422) if typed.errors else page


def _url_of(row: Row[Any]) -> str:
    return address(Trip.home, row.id, row.slug)
