"""The pages where those who may decide on applications and badges do so."""

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.db import Refusal, get_or_404
from community.members import Member, signed_in_member
from community.permissions import may, require
from community.quiet.reading import called
from posts.bloggers.criteria import to_begin
from posts.bloggers.deciding import ask_for_more, decline, take_away, verify
from posts.bloggers.models import LONGEST_NOTE, Application, Moved
from posts.bloggers.reading import applications, badge_of
from posts.bloggers.routes import words_for

Page = Response | str | tuple[str, int]
decisions = Blueprint("blogger_decisions", __name__, url_prefix="/bloggers")


@decisions.get("/applications")
def show_applications() -> str:
    require(signed_in_member(), "see_all", Application)
    waiting = request.args.get("view") != "decided"
    shown = applications(waiting=waiting)
    return render_template("posts/bloggers/applications.html", here="/bloggers", shown=shown, waiting=waiting)


@decisions.get("/applications/<int:id>")
def show_one(id: int) -> str:
    it, me = get_or_404(Application, id), signed_in_member()
    require(me, "see_all", Application)
    return _one(it, me)


@decisions.post("/applications/<int:id>/decision")
def decide(id: int) -> Page:
    """`decision` is one of more, verify and decline."""
    it, me, text = get_or_404(Application, id), signed_in_member(), request.form.get("note", "")
    topics, wanted = request.form.get("topics", ""), request.form.get("decision")
    try:
        if wanted == "more":
            ask_for_more(it, text, me)
        elif wanted == "verify":
            verify(it, me, topics)
        elif wanted == "decline":
            decline(it, text, me)
        else:
            abort(400)
    except Refusal as refusal:
        return _one(it, me, text, refusal), 409 if isinstance(refusal, Moved) else 422
    flash(_("It is decided, and %(name)s is told.", name=it.member.name))
    return redirect("/bloggers/applications", code=303)


@decisions.post("/<handle>/badge/removal")
def end_badge(handle: str) -> Page:
    me, whom = signed_in_member(), called(handle)
    badge = badge_of(whom.id) or abort(404)
    try:
        take_away(badge, request.form.get("reason", ""), me)
    except Refusal as refusal:
        flash(words_for(refusal), "bad")
    else:
        flash(_("The badge is taken away, and %(name)s is told why.", name=whom.name))
    return redirect(whom.url, code=303)


def _one(it: Application, me: Member, note: str = "", refusal: Refusal | None = None) -> str:
    return render_template(
        "posts/bloggers/application.html",
        here="/bloggers",
        it=it,
        criteria=to_begin(it.member),
        may_decide=it.state.is_open and may(me, "decide", it),
        note=note,
        refusal=words_for(refusal) if refusal else None,
        longest_note=LONGEST_NOTE,
    )
