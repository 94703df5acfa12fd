"""The web addresses where members are asked to come along, and answer."""

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.db import Refusal, get_or_404
from community.members import Member, signed_in_member
from community.permissions import require
from livestream.trips.models import Trip
from livestream.trips.travelling import (
    MOST,
    AskedAlready,
    FullTrip,
    NobodyThere,
    ask_along,
    come_along,
    leave_behind,
    name_host,
    stay_behind,
)

travelling = Blueprint("trip_travellers", __name__, url_prefix=f"{Trip.home}/<int:id>")


@travelling.get("/travellers")
def list_travellers(id: int) -> tuple[str, int]:
    it = get_or_404(Trip, id)
    require(signed_in_member(), "invite_traveller", it)
    return _page(it)


@travelling.post("/travellers")
def ask_traveller(id: int) -> Response | tuple[str, int]:
    me, it = signed_in_member(), get_or_404(Trip, id)
    try:
        whom = ask_along(it, request.form.get("handle", ""), by=me)
    except (NobodyThere, AskedAlready, FullTrip) as refusal:
        return _page(it, said(refusal))
    flash(_("%(name)s is asked to come along.", name=whom.name), "good")
    return redirect(f"{Trip.home}/{id}/travellers", code=303)


@travelling.post("/travellers/<int:member_id>/removal")
def leave_traveller_behind(id: int, member_id: int) -> Response:
    leave_behind(get_or_404(Trip, id), get_or_404(Member, member_id), by=signed_in_member())
    return redirect(f"{Trip.home}/{id}/travellers", code=303)


@travelling.post("/travellers/<int:member_id>/hosting")
def name_trip_host(id: int, member_id: int) -> Response:
    it, whom = get_or_404(Trip, id), get_or_404(Member, member_id)
    try:
        name_host(it, whom, by=signed_in_member())
        flash(_("%(name)s is the host now, and may change the trip.", name=whom.name), "good")
    except NobodyThere:
        flash(_("Only somebody who travels can be its host."), "error")
    return redirect(f"{Trip.home}/{id}/travellers", code=303)


@travelling.post("/invitation")
def answer_trip_invitation(id: int) -> Response:
    me, it = signed_in_member(), get_or_404(Trip, id)
    if request.form.get("answer") == "yes":
        come_along(it, by=me)
        flash(_("You travel with them. What was arranged stands on this page."), "good")
        return redirect(it.url, code=303)
    stay_behind(it, by=me)
    flash(_("You do not travel with them."))
    return redirect(Trip.home, code=303)


def said(refusal: Refusal) -> str:
    if isinstance(refusal, NobodyThere):
        return _("Nobody here has that handle. It stands on a member's page, after the @.")
    if isinstance(refusal, AskedAlready):
        return _("That member travels already, or is asked.")
    return _("At most %(most)d members travel together.", most=MOST)


def _page(it: Trip, error: str = "") -> tuple[str, int]:
    page = render_template(
        "livestream/trips/travellers.html", it=it, handle=request.form.get("handle", ""), error=error
    )
    return page, 422 if error else 200
