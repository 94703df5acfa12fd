"""The web addresses of reposts: where they are made, asked for, answered, read and taken back."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy import Row, select
from werkzeug.wrappers import Response

from community.contributions import Contribution
from community.db import Refusal, db, get_or_404, row_id
from community.limits import spend
from community.members import Member, signed_in_member
from community.permissions import may, require
from community.sharing.terms import reposts_of as terms_of
from posts.feed_cards import cards_for
from posts.reposts.models import FOR, KINDS, NOTE, NoteTooLong, Repost, RepostedAlready, SaidNo
from posts.reposts.reading import PAGE, asked_by, asked_of, carried, reposts_by, reposts_of
from posts.reposts.reposting import allow, decline, put_back, repost, repost_by, take_back
from posts.shopping.shelves import strips
from posts.short_forms import is_undoable
from posts.showing import cards_shown
from posts.undoing import UNDO_SECONDS, TooLate

reposts = Blueprint("reposts", __name__)
A_DAY = "30/day"
Answer = Response | str | tuple[str, int]


@reposts.get("/contributions/<int:id>/repost")
def ask_before_reposting(id: int) -> Answer:
    me, it = signed_in_member(), get_or_404(Contribution, id)
    require(me, "read", it)
    if it.kind not in KINDS or not it.published_at:
        abort(404)
    return _form(it, me)


@reposts.post("/contributions/<int:id>/reposts")
def make_repost(id: int) -> Answer:
    me, it = signed_in_member(), get_or_404(Contribution, id)
    require(me, "repost", it)
    spend("repost", me.id, A_DAY)
    try:
        made = repost(it, request.form.get("note", ""), by=me)
    except RepostedAlready as already:
        return redirect(already.repost.url, code=303)
    except Refusal as refusal:
        return _form(it, me, said(refusal)), 422
    if made.waits:
        flash(_("%(name)s is asked. You hear of the answer.", name=it.author.name), "good")
        return redirect("/reposts/asked", code=303)
    flash(_("Reposted. Those who follow you see it."), "good")
    return redirect(made.url, code=303)


@reposts.get("/contributions/<int:id>/reposts")
def list_reposts_of(id: int) -> str:
    me, it = signed_in_member(), get_or_404(Contribution, id)
    require(me, "read", it)
    found = reposts_of(it, me, before=row_id(request.args.get("before")))
    more = f"{request.path}?before={found[PAGE - 1].id}" if len(found) > PAGE else None
    return render_template("posts/reposts/of.html", it=it, made=found[:PAGE], more=more)


@reposts.get("/@<handle>/reposts")
def list_reposts_by(handle: str) -> str:
    me = signed_in_member()
    by = db.session.scalar(select(Member).where(Member.handle == handle, Member.left_at.is_(None)))
    by = by or abort(404)
    found = reposts_by(by.id, me, before=row_id(request.args.get("before")))
    gone = db.session.get(Repost, removed) if (removed := row_id(request.args.get("removed"))) else None
    return render_template(
        "posts/reposts/by.html",
        by=by,
        cards=_shown(found[:PAGE], me),
        more=f"{request.path}?before={found[PAGE - 1].id}" if len(found) > PAGE else None,
        removed=gone if gone and is_undoable(gone, me) else None,
        undo_seconds=UNDO_SECONDS,
    )


@reposts.get("/reposts/<int:id>")
def show_repost(id: int) -> str:
    me, it = signed_in_member(), get_or_404(Repost, id)
    require(me, "read", it)
    row = db.session.execute(cards_for(me).where(Contribution.id == it.id)).one()
    return render_template("posts/reposts/repost.html", it=it, card=_shown([row], me))


@reposts.post("/reposts/<int:id>/removal")
def remove_repost(id: int) -> Response:
    me, it = signed_in_member(), get_or_404(Repost, id)
    elsewhere = f"{me.url}/reposts"
    if not request.form.get("undo"):
        take_back(it, by=me)
        return redirect(f"{elsewhere}?removed={it.id}", code=303)
    try:
        put_back(it, by=me)
    except RepostedAlready as already:
        return redirect(already.repost.url, code=303)
    except TooLate:
        flash(_("This was removed too long ago to bring it back here. Repost it again."), "error")
        return redirect(it.of.url, code=303)
    flash(_("It is back."), "good")
    return redirect(it.url, code=303)


@reposts.get("/reposts/asked")
def list_asked() -> str:
    me = signed_in_member()
    mine, hers = asked_of(me), asked_by(me)
    return render_template("posts/reposts/asked.html", asked_of=mine, asked_by=hers)


@reposts.post("/reposts/<int:id>/answer")
def answer(id: int) -> Response:
    """`yes` or `no`; a no to what is shown already takes it out."""
    me, it = signed_in_member(), get_or_404(Repost, id)
    waited, yes = it.waits, request.form.get("answer") == "yes"
    (allow if yes else decline)(it, by=me)
    if yes:
        flash(_("It is shown to those who follow %(name)s.", name=it.author.name), "good")
    else:
        flash(_("It is not shown. %(name)s is told.", name=it.author.name))
    return redirect("/reposts/asked" if waited else f"/contributions/{it.of_id}/reposts", code=303)


def said(refusal: Refusal) -> str:
    match refusal:
        case NoteTooLong():
            return _("Say it in at most %(most)d characters. Longer things are a story.", most=NOTE)
        case SaidNo():
            return _("Its author does not want it reposted. You may share a link to it.")
    return _("You reposted it already.")


def _form(it: Contribution, me: Member, refusal: str = "") -> str:
    row = db.session.execute(cards_for(me).where(Contribution.id == it.id)).one()
    return render_template(
        "posts/reposts/form.html",
        it=it,
        card=cards_shown([row], _photos([row]), me),
        for_some=it.audience not in FOR,
        possible=may(me, "repost", it),
        mine=repost_by(it.id, me.id),
        terms=terms_of(it),
        note=request.form.get("note", ""),
        refusal=refusal,
        most=NOTE,
    )


def _shown(found: Sequence[Row[Any]], me: Member) -> Markup:
    there = carried([row.id for row in found], me)
    return cards_shown(found, _photos(there.values()), me, carried=there)


def _photos(cards: Any) -> Mapping[int, Sequence[str]]:  # noqa: ANN401  rows of cards
    return strips(card.id for card in cards if card.kind == "shopping_list")
