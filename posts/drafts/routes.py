"""The web addresses of drafts: kept by a script while one types, listed on a page of their own."""

from flask import Blueprint, flash, jsonify, redirect, render_template, request
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from community.contributions import Contribution
from community.db import Refusal, db, transaction
from community.errors import problem
from community.members import signed_in_member
from community.permissions import may
from posts.drafts.keeping import Words, draft_of, drafts_of, forget, keep
from posts.drafts.models import Draft, NoPlace, StaleTab

drafts = Blueprint("drafts", __name__, url_prefix="/drafts")


@drafts.get("")
def list_drafts() -> str:
    me = signed_in_member()
    kept = drafts_of(me)
    ids = [it.about_id for it in kept if it.about_id]
    about = {it.id: it for it in db.session.scalars(select(Contribution).where(Contribution.id.in_(ids)))}
    readable = {id: it for id, it in about.items() if may(me, "read", it)}
    shown = [
        (it, readable.get(it.about_id or 0)) for it in kept if not it.about_id or it.about_id in readable
    ]
    return render_template("posts/drafts/drafts.html", here="/drafts", drafts=shown)


@drafts.get("/<place>")
def read_draft(place: str) -> Response | tuple[str, int]:
    kept = draft_of(place, signed_in_member())
    return jsonify(facts_of(kept)) if kept else ("", 204)


@drafts.post("/<place>")
def write_draft(place: str) -> Response | tuple[str, int]:
    me, form = signed_in_member(), request.form
    words = Words(*(form.get(name, "") for name in Words._fields))
    try:
        kept = keep(place, words, max(0, form.get("seq", 0, int)), me)
    except Refusal as refusal:
        return problem(404 if isinstance(refusal, NoPlace) else 409, words_for(refusal))
    return jsonify(facts_of(kept)) if kept else ("", 204)


@drafts.post("/<place>/removal")
def throw_away(place: str) -> Response:
    me = signed_in_member()
    with transaction():
        forget(place, me.id)
    flash(_("The draft is thrown away."))
    return redirect("/drafts", code=303)


def facts_of(kept: Draft) -> dict[str, object]:
    words = {name: getattr(kept, name) for name in Words._fields}
    return {"place": kept.place, "seq": kept.seq, "at": kept.at.isoformat(), **words}


def words_for(refusal: Refusal) -> str:
    if isinstance(refusal, StaleTab):
        return _("A newer version was kept in another tab. Load it, or copy what you wrote here first.")
    return _("There is nothing here that you could write to.")
