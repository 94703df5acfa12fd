"""The web addresses of a trip's stops."""

from datetime import timedelta

from flask import Blueprint, abort, flash, redirect, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.db import Refusal, get_or_404
from community.members import signed_in_member
from community.permissions import require
from livestream.trips.forms import Typed, stop_typed
from livestream.trips.models import PLACE, TEXT, Stop, Trip
from livestream.trips.moments import written_in
from livestream.trips.stops import StopWords, add_stop, change_stop, remove_stop, words_of

stops = Blueprint("trip_stops", __name__, url_prefix=f"{Trip.home}/<int:trip_id>/stops")
PAUSE = timedelta(hours=1)  # between a stop and what the form proposes for the next
Answer = Response | tuple[str, int]


@stops.get("/new")
def new_stop(trip_id: int) -> Answer:
    it = get_or_404(Trip, trip_id)
    require(signed_in_member(), "revise", it)
    begins = min(it.stops[-1].ends_at + PAUSE, it.ends_at) if it.stops else it.begins_at
    return _editor(Typed(vars(StopWords(name="", begins=written_in(begins, it.zone)))), it, None)


@stops.post("")
def add_trip_stop(trip_id: int) -> Answer:
    me, it = signed_in_member(), get_or_404(Trip, trip_id)
    typed, words = stop_typed()
    try:
        stop = add_stop(it, words, by=me)
    except Refusal as refusal:
        typed.wrong(refusal)
        return _editor(typed, it, None)
    return redirect(f"{it.url}#stop-{stop.id}", code=303)


@stops.get("/<int:id>")
def edit_stop(trip_id: int, id: int) -> Answer:
    stop = stop_of(trip_id, id)
    require(signed_in_member(), "revise", stop.trip)
    return _editor(Typed(vars(words_of(stop))), stop.trip, stop)


@stops.post("/<int:id>")
def revise_stop(trip_id: int, id: int) -> Answer:
    stop = stop_of(trip_id, id)
    typed, words = stop_typed()
    try:
        change_stop(stop, words, by=signed_in_member())
    except Refusal as refusal:
        typed.wrong(refusal)
        return _editor(typed, stop.trip, stop)
    return redirect(f"{stop.trip.url}#stop-{stop.id}", code=303)


@stops.post("/<int:id>/removal")
def remove_trip_stop(trip_id: int, id: int) -> Response:
    stop = stop_of(trip_id, id)
    it, name = stop.trip, stop.name
    remove_stop(stop, by=signed_in_member())
    flash(_("“%(name)s” is no longer a stop.", name=name))
    return redirect(it.url, code=303)


def stop_of(trip_id: int, id: int) -> Stop:
    stop = get_or_404(Stop, id)
    if stop.trip_id != trip_id:
        abort(404)
    return stop


def _editor(typed: Typed, it: Trip, stop: Stop | None) -> tuple[str, int]:
    page = render_template(
        "livestream/trips/stop_editor.html",
        it=it,
        stop=stop,
        typed=typed.values,
        errors=typed.errors,
        first=written_in(it.begins_at, it.zone),
        last=written_in(it.ends_at, it.zone),
        most={"name": PLACE, "text": TEXT},
    )
    return page, 422 if typed.errors else 200
