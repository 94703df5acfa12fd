"""Posts that wait to be read: for those who look after a board, and for whoever wrote them."""

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.db import Refusal, get_or_404
from community.members import Member, signed_in_member
from community.moderation.models import HeldByAnother
from community.moderation.refusals import said
from community.permissions import may, require
from posts.forum.boards import board_of
from posts.forum.holding import approve, decline, own_held, waiting_on, withdraw
from posts.forum.models import MOST_REASON, Board, DecidedAlready, HeldPost, NeedsReason
from posts.replies.models import Closed

held = Blueprint("held", __name__)
Answer = Response | str | tuple[str, int]


@held.get("/boards/held")
def show_own() -> str:
    me = signed_in_member()
    return render_template("posts/forum/own_held.html", here="/boards", posts=own_held(me))


@held.get("/boards/<slug>/held")
def show_waiting(slug: str) -> Answer:
    me, board = signed_in_member(), board_of(slug) or abort(404)
    require(me, "keep", board)
    return _page(board, me)


@held.post("/held/<int:id>/approval")
def let_in(id: int) -> Answer:
    it, me = get_or_404(HeldPost, id), signed_in_member()
    try:
        approve(it, by=me)
    except Refusal as refusal:
        return _page(it.board, me, words_for(refusal)), 409
    flash(_("It is published, and its author is told."))
    return redirect(f"{it.board.url}/held", code=303)


@held.post("/held/<int:id>/refusal")
def turn_down(id: int) -> Answer:
    it, me = get_or_404(HeldPost, id), signed_in_member()
    try:
        decline(it, request.form.get("reason", ""), by=me)
    except Refusal as refusal:
        return _page(it.board, me, words_for(refusal)), 422
    flash(_("It is declined, and its author is told why."))
    return redirect(f"{it.board.url}/held", code=303)


@held.post("/held/<int:id>/removal")
def take_back(id: int) -> Response:
    withdraw(get_or_404(HeldPost, id), by=signed_in_member())
    flash(_("You took it back."))
    return redirect("/boards/held", code=303)


def words_for(refusal: Refusal) -> str:
    if isinstance(refusal, NeedsReason):
        return _("Say why: whoever wrote it wants to do better.")
    if isinstance(refusal, DecidedAlready):
        return _("Somebody else has decided on it a moment ago.")
    if isinstance(refusal, Closed):
        return _("Its author cannot reply there any more: the topic was closed. Decline it and say so.")
    if isinstance(refusal, HeldByAnother):
        return said(refusal)
    return _("It cannot be published as it stands. Decline it and say why.")


def _page(board: Board, me: Member, refusal: str | None = None) -> str:
    posts = waiting_on(board)
    return render_template(
        "posts/forum/held.html",
        here="/boards",
        board=board,
        posts=[(it, may(me, "decide", it)) for it in posts],
        refusal=refusal,
        most=MOST_REASON,
    )
