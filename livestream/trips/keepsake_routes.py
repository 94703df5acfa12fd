"""The web addresses where those who travelled keep with a stop what they made of it."""

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.contributions import Contribution
from community.db import Refusal, db, get_or_404, row_id
from community.members import signed_in_member
from community.permissions import require
from livestream.trips.keepsakes import MOST, NotToKeep, keep, offered_to, put_away
from livestream.trips.models import Trip
from livestream.trips.stop_routes import stop_of

keepsakes = Blueprint("trip_keepsakes", __name__, url_prefix=f"{Trip.home}/<int:trip_id>/stops/<int:id>")


@keepsakes.get("/keepsakes")
def choose_keepsake(trip_id: int, id: int) -> str:
    me, stop = signed_in_member(), stop_of(trip_id, id)
    require(me, "keep_at", stop)
    return render_template("livestream/trips/keepsakes.html", it=stop.trip, stop=stop, offered=offered_to(me))


@keepsakes.post("/keepsakes")
def keep_with_stop(trip_id: int, id: int) -> Response:
    me, stop = signed_in_member(), stop_of(trip_id, id)
    chosen = db.session.get(Contribution, row_id(request.form.get("contribution")) or 0)
    try:
        keep(stop, chosen, by=me)
    except Refusal as refusal:
        flash(said(refusal), "error")
        return redirect(f"{Trip.home}/{trip_id}/stops/{id}/keepsakes", code=303)
    return redirect(f"{stop.trip.url}#stop-{id}", code=303)


@keepsakes.post("/keepsakes/<int:contribution_id>/removal")
def put_keepsake_away(trip_id: int, id: int, contribution_id: int) -> Response:
    stop = stop_of(trip_id, id)
    put_away(stop, get_or_404(Contribution, contribution_id), by=signed_in_member())
    return redirect(f"{stop.trip.url}#stop-{id}", code=303)


def said(refusal: Refusal) -> str:
    if isinstance(refusal, NotToKeep):
        return _("Choose something that you made and show to others.")
    return _("At most %(most)d things are kept with a stop. Put one away first.", most=MOST)
