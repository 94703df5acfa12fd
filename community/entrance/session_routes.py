"""Where a member is signed in, and the buttons that end it."""

from flask import Blueprint, abort, flash, g, redirect, render_template
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from community.db import transaction
from community.entrance.browsers import browser_in_words, is_handheld
from community.entrance.sessions import COOKIE, end_sessions, sessions_of
from community.members import signed_in_member

sessions = Blueprint("sessions", __name__, url_prefix="/settings/sessions")
HERE = "/settings/sessions"


@sessions.get("")
def show_sessions() -> str:
    me = signed_in_member()
    return render_template(
        "community/entrance/sessions.html",
        sessions=sorted(sessions_of(me), key=lambda session: session.id != g.session_id),
        this=g.session_id,
        in_words=browser_in_words,
        is_handheld=is_handheld,
    )


@sessions.post("/<int:id>/end")
def end_one(id: int) -> Response:
    """Another member's session is as if it were not there."""
    me = signed_in_member()
    with transaction():
        ended = end_sessions(me, only=id)
    if not ended:
        abort(404)
    if id == g.session_id:
        response = redirect("/sign-in", code=303)
        response.delete_cookie(COOKIE)
        return response
    flash(_("Signed out there."))
    return redirect(HERE, code=303)


@sessions.post("/end")
def end_others() -> Response:
    me = signed_in_member()
    with transaction():
        ended = end_sessions(me, but=g.session_id)
    flash(ngettext("Signed out in %(num)s other place.", "Signed out in %(num)s other places.", ended))
    return redirect(HERE, code=303)
