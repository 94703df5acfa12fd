"""The web addresses of what goes with a replay: its words around a second, and what was felt."""

from flask import Blueprint, Response, abort, jsonify, render_template, request

from community.db import get_or_404
from community.members import signed_in_member
from community.permissions import require
from livestream.replay.feeling import felt_in
from livestream.replay.words import words_around
from livestream.streams.films import folder_of
from livestream.streams.following import following
from livestream.streams.models import Stream

replay = Blueprint("replay", __name__, url_prefix=Stream.home)


@replay.get("/<int:id>/words")
def show_words(id: int) -> str:
    """A part of a page: what was said around `second` of the film."""
    me, it = signed_in_member(), get_or_404(Stream, id)
    require(me, "read", it)
    if not following(folder_of(id)).look().segments:
        abort(404)
    words = words_around(it, me, max(0.0, request.args.get("second", 0.0, float)))
    return render_template("livestream/replay/words.html", words=words)


@replay.get("/<int:id>/felt")
def show_felt(id: int) -> Response:
    """Seconds of the film with what was felt then, and how often."""
    me, it = signed_in_member(), get_or_404(Stream, id)
    require(me, "read", it)
    return jsonify(felt=[[row.second, row.feeling, row.count] for row in felt_in(it)])
