"""The pages where a member takes everything home, leaves or stays; and the receipt of having left."""

from flask import Blueprint, abort, flash, redirect, render_template, request, send_file
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community import clock
from community.db import Refusal, db
from community.entrance.factors.fresh import need_fresh_proof
from community.leaving.going import NotYou, erasure_by, is_last_keeper, leave, stay
from community.leaving.models import Takeout
from community.leaving.takeouts import PAGE, file_of, order_takeout, takeouts_of
from community.limits import spend
from community.members import signed_in_member

leaving = Blueprint("leaving", __name__)
receipts = Blueprint("receipts", __name__)


@leaving.get(PAGE)
def show_leaving() -> str:
    return _page()


@leaving.post("/settings/takeouts")
def ask_for_takeout() -> Response:
    me = signed_in_member()
    need_fresh_proof()
    spend("takeout", me.id, "5/day")
    order_takeout(me)
    flash(_("We are packing. You are told when it is ready; you need not wait here."))
    return redirect(PAGE, code=303)


@leaving.get("/settings/takeouts/<int:id>")
def fetch_takeout(id: int) -> Response:
    """Another member's is as if it were not there."""
    me = signed_in_member()
    takeout = db.session.get(Takeout, id)
    if not takeout or takeout.member_id != me.id or not takeout.ready_at:
        abort(404)
    file = file_of(takeout.word)
    if not file.exists() or not takeout.ends_at or takeout.ends_at <= clock.now():
        abort(410)
    name = f"members-zone-{me.handle}-{takeout.ready_at:%Y-%m-%d}.zip"
    return send_file(file, "application/zip", as_attachment=True, download_name=name, max_age=0)


@leaving.post(PAGE)
def decide_to_leave() -> Response | tuple[str, int]:
    me = signed_in_member()
    need_fresh_proof()
    spend("leave", me.id, "10/hour")
    choice = request.form.get("words", "")
    if choice not in {"erase", "keep"}:
        return _page(wrong={"words": _("Say what shall become of what you wrote.")}), 422
    try:
        leave(me, request.form.get("password", ""), keeps_words=choice == "keep")
    except Refusal as refusal:
        return _page(wrong=said(refusal), chosen=choice), 422
    flash(_("It is noted. Until then you can change your mind at any time."))
    return redirect(PAGE, code=303)


@leaving.post("/settings/leaving/stay")
def decide_to_stay() -> Response:
    stay(signed_in_member())
    flash(_("How good that you stay. Nothing will be erased."), "good")
    return redirect(PAGE, code=303)


@receipts.get("/receipts/<word>")
def show_receipt(word: str) -> str:
    """Open to whoever has the address: it names nobody."""
    erasure = erasure_by(word) or abort(404)
    return render_template("community/leaving/receipt.html", erasure=erasure)


def said(refusal: Refusal) -> dict[str, str]:
    if isinstance(refusal, NotYou):
        return {"password": _("This is not your password.")}
    return {"words": _("You are the only administrator. Make somebody else one first, then leave.")}


def _page(wrong: dict[str, str] | None = None, chosen: str = "") -> str:
    me = signed_in_member()
    chosen = chosen or ("keep" if me.leaves_words else "erase" if me.leaves_at else "")
    return render_template(
        "community/leaving/leaving.html",
        takeouts=takeouts_of(me),
        wrong=wrong or {},
        chosen=chosen,
        last_keeper=is_last_keeper(me),
    )
