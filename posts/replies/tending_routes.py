"""Where the author of a thing tends the replies to it, and where one reads what a reply said before."""

from flask import Blueprint, abort, render_template, request
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from community.db import get_or_404
from community.members import signed_in_member
from community.permissions import require
from posts.replies.history import history_of
from posts.replies.models import PinnedBelow, Reply
from posts.replies.tending import fold, pin
from posts.replies.wording import words_for

tending = Blueprint("tending", __name__, url_prefix=Reply.home)


@tending.post("/<int:id>/pin")
def let_it_stand_first(id: int) -> Response:
    it = get_or_404(Reply, id)
    try:
        pin(it, by=signed_in_member(), on=request.form.get("on") != "0")
    except PinnedBelow as refusal:
        abort(409, words_for(refusal))
    return redirect(it.url, code=303)


@tending.post("/<int:id>/folding")
def close_it(id: int) -> Response:
    it = get_or_404(Reply, id)
    fold(it, by=signed_in_member(), on=request.form.get("on") != "0")
    return redirect(it.url, code=303)


@tending.get("/<int:id>/history")
def what_it_said_before(id: int) -> str:
    me, it = signed_in_member(), get_or_404(Reply, id)
    require(me, "read", it.about)
    require(me, "read_history", it)
    return render_template("posts/replies/history.html", it=it, versions=history_of(it, me))
