"""The web address of the bell: what happened to me, what of it I have read, and what I want no more of."""

from datetime import datetime

from flask import Blueprint, abort, flash, g, jsonify, redirect, render_template, request
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from community import clock
from community.contributions import Contribution
from community.db import db, get_or_404
from community.entrance.routes import own_page
from community.errors import wants_json
from community.members import current_member, signed_in_member
from community.notifications.counting import unread_of
from community.notifications.marking import mark_all_read, mark_read, mute, opened, unmute
from community.notifications.models import Notification
from community.notifications.reading import PAGE, SHELVES, Told, lines_of
from community.notifications.sentences import PICTURES, sentence

bell = Blueprint("bell", __name__, url_prefix="/notifications")
SEEN = {200, 304}


@bell.get("")
def show_notifications() -> str:
    me = signed_in_member()
    shelf = request.args.get("only", "")
    before = _place(request.args.get("before", ""))
    lines = lines_of(me.id, before=before, kinds=SHELVES.get(shelf, ()), unread=shelf == "unread")
    return render_template(
        "community/notifications/notifications.html",
        lines=lines,
        shelf=shelf,
        now=clock.now().isoformat(),
        more=f"/notifications?only={shelf}&before={_word(lines[-1])}" if len(lines) == PAGE else None,
        sentence=sentence,
        pictures=PICTURES,
    )


@bell.post("/read")
def read_all() -> Response:
    """Up to the moment the page was made: what came since, nobody has seen."""
    me = signed_in_member()
    try:
        until = datetime.fromisoformat(request.form.get("until", ""))
    except ValueError:
        until = clock.now()
    mark_all_read(me, until if until.tzinfo else clock.now())
    return _done()


@bell.post("/<int:id>/read")
def read_one(id: int) -> Response:
    mark_read(signed_in_member(), [id])
    return _done()


@bell.post("/<int:id>/mute")
def mute_its_thing(id: int) -> Response:
    """`muted` says what is wished, so that pressing twice or reloading does no harm."""
    me = signed_in_member()
    mine = select(Notification).where(Notification.member_id == me.id, Notification.id == id)
    about_id = (db.session.scalar(mine) or abort(404)).about_id or abort(404)
    if request.form.get("muted") == "0":
        unmute(me, about_id)
        flash(_("You will hear of it again."))
    else:
        mute(me, get_or_404(Contribution, about_id))
        flash(_("You will hear no more of it. The settings of the bell bring it back."))
    return _done()


@bell.after_app_request
def see(page: Response) -> Response:
    """Whoever opens the thing itself has read what the bell had to say of it."""
    waits = g.get("reads", {}).get("unread")
    ahead = "prefetch" in request.headers.get("Sec-Purpose", "")  # a guess of the browser, not a visit
    visited = request.method == "GET" and page.status_code in SEEN and page.mimetype == "text/html"
    me = current_member() if waits and visited and not ahead else None
    if me and not request.path.startswith("/notifications"):
        opened(me, request.path)
    return page


def _done() -> Response:
    me = signed_in_member()
    if wants_json():
        return jsonify(unread=unread_of([me.id])[me.id])
    return redirect(own_page(request.form.get("next") or "/notifications"), code=303)


def _word(line: Told) -> str:
    return f"{line.at:%Y%m%dT%H%M%S.%f}_{line.id}"


def _place(word: str) -> tuple[datetime, int] | None:
    """Where a page ended; a foreign word is the beginning."""
    moment, _mark, id = word.partition("_")
    try:
        return datetime.strptime(f"{moment}+0000", "%Y%m%dT%H%M%S.%f%z"), int(id)
    except ValueError:
        return None
