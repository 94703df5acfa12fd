"""The web addresses of a stream's table."""

from typing import Any

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response

from community.db import Refusal, db, get_or_404, row_id
from community.errors import wants_json
from community.limits import spend
from community.members import Member, signed_in_member
from community.permissions import may, require
from livestream.shelf.laying import lay, said, take_off
from livestream.shelf.models import Laid
from livestream.shelf.wares import lists_of, offered_to, table_of
from livestream.streams.models import Stream

shelf = Blueprint("shelf", __name__, url_prefix=f"{Stream.home}/<int:id>/shelf")
OFTEN = "120/hour"


@shelf.get("")
def show_shelf(id: int) -> str:
    """A part of a page: what a browser shows anew once something moved. `at=studio`: as its host sees it."""
    me, it = signed_in_member(), get_or_404(Stream, id)
    require(me, "read", it)
    hosts = request.args.get("at") == "studio" and may(me, "host", it)
    name = "offering" if hosts else "table"
    return render_template(f"livestream/shelf/{name}.html", it=it, **(at_hand if hosts else seen)(it, me))


@shelf.post("")
def lay_piece(id: int) -> Response | tuple[Response, int]:
    me, it = signed_in_member(), get_or_404(Stream, id)
    require(me, "host", it)
    spend("lay", me.id, OFTEN)
    try:
        lay(it, row_id(request.form.get("item", "")) or abort(404), by=me)
    except Refusal as refusal:
        if wants_json():
            return jsonify(detail=said(refusal)), 422
        flash(said(refusal))
    return _back(it)


@shelf.post("/<int:laid_id>/removal")
def take_piece_off(id: int, laid_id: int) -> Response:
    it = get_or_404(Stream, id)
    take_off(laid_on(it, laid_id), by=signed_in_member())
    return _back(it)


def seen(it: Stream, me: Member) -> dict[str, Any]:
    return {"table": table_of(it, me), "own_lists": lists_of(me)}


def at_hand(it: Stream, me: Member) -> dict[str, Any]:
    return {"table": table_of(it, me), "offered": offered_to(me)}


def laid_on(it: Stream, laid_id: int) -> Laid:
    laid = db.session.get(Laid, row_id(str(laid_id)) or abort(404))
    return laid if laid and laid.stream_id == it.id else abort(404)


def _back(it: Stream) -> Response:
    return jsonify(laid=True) if wants_json() else redirect(f"{it.url}/studio#shelf", code=303)
