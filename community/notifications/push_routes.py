"""The web addresses of push: a browser begins and ends listening, and what an installed club is made of."""

from flask import Blueprint, Response, abort, flash, g, jsonify, redirect, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from community.entrance.routes import browser_of_request
from community.limits import spend
from community.members import signed_in_member
from community.notifications.pushing import NoLine, listen, listen_no_more, try_out

push_lines = Blueprint("push_lines", __name__, url_prefix="/settings/notifications/push")
HOME = "/settings/notifications#push"


@push_lines.post("")
def begin() -> tuple[Response, int]:
    """What `pushManager.subscribe()` answered, as JSON."""
    me = signed_in_member()
    spend("push line", me.id, "20/hour")
    said = request.get_json(silent=True)
    keys = said.get("keys") if isinstance(said, dict) else None
    if not isinstance(said, dict) or not isinstance(keys, dict):
        abort(400)
    words = (said.get("endpoint"), keys.get("p256dh"), keys.get("auth"))
    endpoint, key, auth = (word if isinstance(word, str) else "" for word in words)
    try:
        line = listen(me, endpoint, key, auth, browser_of_request(), g.session_id)
    except NoLine:
        abort(400, _("This browser says nothing that we could send to."))
    return jsonify(id=line.id), 201


@push_lines.post("/end")
def end() -> tuple[str, int]:
    """The same browser listens no more."""
    said = request.get_json(silent=True)
    endpoint = said.get("endpoint") if isinstance(said, dict) else None
    listen_no_more(signed_in_member(), endpoint=endpoint if isinstance(endpoint, str) else "")
    return "", 204


@push_lines.post("/<int:id>/end")
def end_one(id: int) -> Answer:
    listen_no_more(signed_in_member(), id=id)
    flash(_("That browser is told nothing any more."))
    return redirect(HOME, code=303)


@push_lines.post("/test")
def test() -> Answer:
    me = signed_in_member()
    spend("push test", me.id, "10/hour")
    try_out(me)
    flash(_("On its way to every browser below."))
    return redirect(HOME, code=303)
