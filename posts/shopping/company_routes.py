"""The web addresses of who keeps a list together, who follows it, and what they did."""

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from community.db import db, get_or_404
from community.members import Member, signed_in_member
from community.permissions import require
from posts.shopping.following import follow, unfollow
from posts.shopping.history import changes_of
from posts.shopping.inviting import MOST, accept, companions_of, invite, leave, send_away
from posts.shopping.models import ShoppingList
from posts.shopping.people import Crowded, NotAskable, NotOneself, Part

company = Blueprint("company", __name__, url_prefix=f"{ShoppingList.home}/<int:list_id>")


@company.get("/company")
def show_company(list_id: int) -> str:
    it = _list(list_id)
    require(signed_in_member(), "share", it)
    return _page(it)


@company.post("/company")
def ask_in(list_id: int) -> Response | tuple[str, int]:
    """Whoever is named by `handle`; `part` is what they may do."""
    me, it = signed_in_member(), _list(list_id)
    require(me, "share", it)
    typed, part = request.form.get("handle", ""), request.form.get("part", "")
    whom = called(typed)
    if not whom:
        return _page(it, typed, _("We know nobody of this name. Write their handle, such as @grace.")), 422
    try:
        invite(it, whom, by=me, part=Part(part) if part in set(Part) else Part.FILLS)
    except (NotOneself, NotAskable, Crowded) as refusal:
        return _page(it, typed, why_not(refusal)), 422
    flash(_("%(name)s is asked to keep this list with you.", name=whom.name), "good")
    return redirect(f"{it.home}/{it.id}/company", code=303)


@company.post("/company/<int:id>/removal")
def send_companion_away(list_id: int, id: int) -> Response:
    it, whom = _list(list_id), get_or_404(Member, id)
    send_away(it, whom, by=signed_in_member())
    flash(_("%(name)s does not keep this list with you any more.", name=whom.name), "good")
    return redirect(f"{it.home}/{it.id}/company", code=303)


@company.post("/company/mine")
def answer(list_id: int) -> Response:
    """With `yes`, one's own part in it begins; without, it ends."""
    me, it = signed_in_member(), _list(list_id)
    require(me, "read", it)
    if request.form.get("yes"):
        accept(it, by=me)
        flash(_("You keep “%(title)s” with %(name)s now.", title=it.title, name=it.author.name), "good")
        return redirect(it.url, code=303)
    leave(it, by=me)
    flash(_("You have no part in “%(title)s” any more.", title=it.title), "good")
    return redirect(f"{it.home}/mine", code=303)


@company.post("/following")
def follow_list(list_id: int) -> Response:
    """With `undo`, not any more."""
    me, it = signed_in_member(), get_or_404(ShoppingList, list_id)
    if request.form.get("undo"):
        unfollow(it, by=me)
        flash(_("You do not follow “%(title)s” any more.", title=it.title), "good")
    else:
        follow(it, by=me)
        flash(_("You hear of what is new on “%(title)s”.", title=it.title), "good")
    return redirect(it.url, code=303)


@company.get("/history")
def show_history(list_id: int) -> str:
    me, it = signed_in_member(), _list(list_id)
    require(me, "fill", it)
    return render_template("posts/shopping/history.html", it=it, changes=changes_of(it, me))


def called(handle: str) -> Member | None:
    plain = handle.strip().lower().removeprefix("@")
    return db.session.scalar(select(Member).where(Member.handle == plain)) if plain else None


def why_not(refusal: Exception) -> str:
    if isinstance(refusal, NotOneself):
        return _("The list is yours already.")
    if isinstance(refusal, Crowded):
        return _("At most %(most)d members keep a list together.", most=MOST)
    return _("This member cannot be asked by you.")


def _list(id: int) -> ShoppingList:
    it = get_or_404(ShoppingList, id)
    return it if not it.removed_at else abort(404)


def _page(it: ShoppingList, typed: str = "", error: str | None = None) -> str:
    page = "posts/shopping/company.html"
    return render_template(page, it=it, companions=companions_of(it), typed=typed, error=error)
