"""The web addresses of captions: where players fetch them, and where a host brings them."""

from flask import Blueprint, Response, abort, flash, redirect, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from community.db import Refusal, get_or_404
from community.languages import LANGUAGES
from community.limits import spend
from community.members import signed_in_member
from community.permissions import require
from livestream.captions.adding import add, captions_in, said, take_away
from livestream.streams.models import Stream

captions = Blueprint("captions", __name__, url_prefix=f"{Stream.home}/<int:id>/captions")
OFTEN, LARGEST = "30/hour", 600_000  # bytes


@captions.get("/<language>.vtt")
def fetch_captions(id: int, language: str) -> Response:
    it = get_or_404(Stream, id)
    require(signed_in_member(), "read", it)
    return Response(
        captions_in(it, language).text,
        content_type="text/vtt; charset=utf-8",
        headers={"Cache-Control": "private, no-cache"},
    )


@captions.post("")
def add_captions(id: int) -> Answer:
    me, it = signed_in_member(), get_or_404(Stream, id)
    require(me, "cut", it)
    spend("captions", me.id, OFTEN)
    file, language = request.files.get("file"), request.form.get("language", "")
    if language not in LANGUAGES:
        abort(400)
    try:
        add(it, language, file.stream.read(LARGEST) if file else b"", by=me)
        flash(_("The captions are there: viewers turn them on in the player."), "good")
    except Refusal as refusal:
        flash(said(refusal), "error")
    return redirect(f"{it.url}#captions", code=303)


@captions.post("/<language>/removal")
def remove_captions(id: int, language: str) -> Answer:
    me, it = signed_in_member(), get_or_404(Stream, id)
    require(me, "cut", it)
    take_away(captions_in(it, language), it, by=me)
    return redirect(f"{it.url}#captions", code=303)
