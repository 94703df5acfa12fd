"""Why a card is there, less like it, and the sliders."""

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.contributions import Contribution
from community.db import db, get_or_404
from community.entrance.routes import own_page
from community.following import Follow
from community.limits import spend
from community.members import Member, signed_in_member
from community.permissions import require
from posts.for_you.models import MOST, View
from posts.for_you.picking import levers_of
from posts.for_you.reading import desk_of, less_of, wants_less_of
from posts.for_you.sentences import sentence
from posts.for_you.settling import move, want_again, want_less

for_you = Blueprint("for_you", __name__)
SLIDERS = ("people", "topics", "fresh")


@for_you.get("/contributions/<int:id>/why")
def why(id: int) -> str:
    """In words, with what each lever gave: they add up to its place."""
    me, it = signed_in_member(), get_or_404(Contribution, id)
    require(me, "read", it)
    desk = desk_of(me, with_edition=True)
    view = _view(request.args.get("view", desk.taste.view))
    levers = levers_of(desk.last, it.id) if desk.last and view is View.FOR_YOU else None
    points = sorted((levers or {}).items(), key=lambda pair: -pair[1])
    return render_template(
        "posts/for_you/why.html",
        here="/",
        it=it,
        view=view,
        levers=[(sentence(lever, it.author.name), given) for lever, given in points],
        sum=sum((levers or {}).values()),
        followed=db.session.get(Follow, (me.id, it.author_id)) is not None,
        less=wants_less_of(it.id, me),
        taste=desk.taste,
        most=MOST,
    )


@for_you.post("/contributions/<int:id>/less")
def less_or_again(id: int) -> Response:
    """`less` says what is wished, so that pressing twice does no harm."""
    me, it = signed_in_member(), get_or_404(Contribution, id)
    spend("less", me.id, "60/minute")
    if request.form.get("less", "1") == "1":
        want_less(it, by=me)
        flash(_("You will see less like “%(title)s”.", title=it.title))
    else:
        want_again(it, by=me)
        flash(_("It is as before."))
    return redirect(own_page(request.form.get("next") or "/"), code=303)


@for_you.get("/settings/feed")
def show_taste() -> str:
    me = signed_in_member()
    return render_template(
        "posts/for_you/taste.html", taste=desk_of(me).taste, most=MOST, less=less_of(me), here="/settings"
    )


@for_you.post("/settings/feed")
def move_sliders() -> Response:
    me = signed_in_member()
    spend("sliders", me.id, "60/minute")
    _move(me)
    flash(_("Your feed is put in order anew."))
    return redirect(own_page(request.form.get("next") or "/settings/feed"), code=303)


def _move(me: Member) -> None:
    said = {name: request.form.get(name, type=int) for name in SLIDERS}
    move(me, **{name: value for name, value in said.items() if value is not None})


def _view(word: str) -> View:
    return View(word) if word in list(View) else abort(404)
