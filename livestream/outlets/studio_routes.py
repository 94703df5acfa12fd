"""In the studio: where a stream goes besides, how each way stands, and its switch."""

from typing import Any

from flask import Blueprint, flash, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response

from community.db import get_or_404
from community.errors import wants_json
from community.members import Member, signed_in_member
from community.permissions import require
from livestream.outlets.models import Outlet, StaysInside
from livestream.outlets.reading import goes_out, ways_of
from livestream.outlets.switching import switch
from livestream.outlets.wording import said, state_name, why
from livestream.streams.models import Stream

outlet_switches = Blueprint("outlet_switches", __name__, url_prefix=f"{Stream.home}/<int:id>/outlets")


@outlet_switches.get("")
def show_ways(id: int) -> str:
    """The part of the studio that moves."""
    it = _hosted(id, signed_in_member())
    return render_template("livestream/outlets/ways.html", it=it, **at_hand(it))


@outlet_switches.post("/<int:outlet_id>")
def switch_an_outlet(id: int, outlet_id: int) -> Response | tuple[Response, int]:
    """With `on` empty the stream does not go there."""
    me = signed_in_member()
    it, outlet = _hosted(id, me), get_or_404(Outlet, outlet_id)
    try:
        switch(it, outlet, by=me, on=bool(request.form.get("on", "1")))
    except StaysInside as refusal:
        if wants_json():
            return jsonify(detail=said(refusal)), 422
        flash(said(refusal))
    return jsonify(ok=True) if wants_json() else redirect(f"{it.url}/studio#outlets", code=303)


def at_hand(it: Stream) -> dict[str, Any]:
    return {"ways": ways_of(it), "goes_out": goes_out(it), "state_name": state_name, "why": why}


def _hosted(id: int, me: Member) -> Stream:
    it = get_or_404(Stream, id)
    require(me, "host", it)
    return it
