"""The web addresses of bookmarks."""

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.api.cursors import cursor, moment_in
from community.contributions import Contribution
from community.db import Refusal, db, get_or_404
from community.members import Member, signed_in_member
from community.permissions import require
from posts.bookmarks import moments
from posts.bookmarks.keeping import called, keep, let_go
from posts.bookmarks.models import LONGEST, Bookmark, NotToKeep
from posts.bookmarks.reading import PAGE, kept_by, url_of

bookmarks = Blueprint("bookmarks", __name__)
Answer = Response | str | tuple[str, int]


@bookmarks.get("/bookmarks")
def list_bookmarks() -> str:
    me = signed_in_member()
    rows = kept_by(me, moment_in(request.args.get("before", "")))
    kept, more = rows[:PAGE], rows[PAGE:]
    edge = f"/bookmarks?before={cursor(kept[-1].at, kept[-1].id)}" if more else None
    return render_template(
        "posts/bookmarks/bookmarks.html", here="/bookmarks", marks=kept, more=edge, url_of=url_of
    )


@bookmarks.get("/contributions/<int:id>/bookmark")
def edit_bookmark(id: int) -> Answer:
    it, me = get_or_404(Contribution, id), signed_in_member()
    require(me, "read", it)
    return _editor(it, me)


@bookmarks.post("/contributions/<int:id>/bookmark")
def write_bookmark(id: int) -> Answer:
    it, me, form = get_or_404(Contribution, id), signed_in_member(), request.form
    try:
        moment = moments.moment_in(form.get("when", ""), form.get("own", ""), me)
        keep(it, me, form.get("note", ""), moment)
    except (Refusal, ValueError, OverflowError) as trouble:
        return _editor(it, me, words_for(trouble)), 422
    flash(_("Kept for later. You find it among your bookmarks."))
    return redirect(it.url, code=303)


@bookmarks.post("/contributions/<int:id>/bookmark/removal")
def remove_bookmark(id: int) -> Response:
    let_go(get_or_404(Contribution, id), by=signed_in_member())
    flash(_("It is no longer among your bookmarks."))
    return redirect("/bookmarks", code=303)


def words_for(trouble: Exception) -> str:
    if isinstance(trouble, NotToKeep):
        return _("Stories, lists, topics, replies and what is said in rooms can be kept.")
    return _("Choose a moment to come, within ten years.")


def _editor(it: Contribution, me: Member, refusal: str | None = None) -> str:
    kept = db.session.get(Bookmark, (me.id, it.id))
    typed = request.form if refusal else {}
    moment = moments.written(kept.remind_at, me) if kept and not kept.reminded_at else ""
    return render_template(
        "posts/bookmarks/editor.html",
        here="/bookmarks",
        it=it,
        name=called(it),
        bookmark=kept,
        note=typed.get("note", kept.note if kept else ""),
        own=typed.get("own", moment),
        when_chosen=typed.get("when", "own" if moment else ""),
        moments=moments.proposed(),
        refusal=refusal,
        most=LONGEST,
    )
