"""The web addresses where a trip is followed, reminded of, and put into a calendar."""

from flask import Blueprint, flash, redirect, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.db import get_or_404
from community.members import signed_in_member
from community.permissions import require
from livestream.trips.calendar_file import calendar_of
from livestream.trips.following import TooLateToRemind, follow, forget_reminder, remind, unfollow
from livestream.trips.models import Trip

heeding = Blueprint("trip_heeding", __name__, url_prefix=f"{Trip.home}/<int:id>")


@heeding.post("/following")
def follow_trip(id: int) -> Response:
    """The form says what it asks for: pressed twice, it does no harm."""
    me, it = signed_in_member(), get_or_404(Trip, id)
    if request.form.get("followed") == "1":
        follow(it, by=me)
        flash(_("You follow this trip now, and are in its room."), "good")
    else:
        unfollow(it, by=me)
        flash(_("You no longer follow this trip."))
    return redirect(it.url, code=303)


@heeding.post("/reminder")
def remind_of_trip(id: int) -> Response:
    me, it = signed_in_member(), get_or_404(Trip, id)
    if request.form.get("reminded") != "1":
        forget_reminder(it, by=me)
        flash(_("We do not remind you any more."))
        return redirect(it.url, code=303)
    try:
        remind(it, by=me)
        flash(_("We tell you an hour before it begins, here and by mail."), "good")
    except TooLateToRemind:
        flash(_("It begins within the hour: stay here, and you miss nothing."), "error")
    return redirect(it.url, code=303)


@heeding.get("/calendar.ics")
def put_into_calendar(id: int) -> Response:
    it = get_or_404(Trip, id)
    require(signed_in_member(), "read", it)
    return Response(
        calendar_of(it),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="trip-{id}.ics"'},
    )
