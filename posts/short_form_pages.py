"""The form of a tip or a review: what both ask beside their words, and what is wrong with it, in words."""

from dataclasses import dataclass, field
from typing import Any

from flask import flash, redirect, render_template, request
from flask_babel import gettext as _
from sqlalchemy import Row
from werkzeug.wrappers import Response

from community.contributions import Audience, Contribution, Disclosure
from community.db import Refusal, db, row_id
from community.members import Member
from community.pictures import store
from community.pictures.intake import RefusedPicture
from community.pictures.models import face_of
from community.pictures.routes import said as said_of_photo
from posts.blog.setting_forms import Undisclosed, audiences, disclosures
from posts.blog.setting_forms import said as said_of_settings
from posts.feed_cards import cards_for, published
from posts.prose import readable
from posts.short_forms import ShortForm, is_undoable, remove, restore
from posts.showing import cards_shown
from posts.undoing import UNDO_SECONDS, TooLate

PAGE = 24


@dataclass
class Asked:
    """As typed, with what is wrong by field; `audience` and the like are what the form means."""

    photo: str | None
    audience: Audience
    disclosure: Disclosure | None
    sponsor: str
    typed: dict[str, str]
    errors: dict[str, str] = field(default_factory=dict)

    def wrong(self, refusal: Refusal, field: str = "", words: str = "") -> None:
        if isinstance(refusal, Undisclosed):
            field, words = said_of_settings(refusal)
        self.errors[field] = words


def asked(by: Member, it: ShortForm | None = None) -> Asked:
    """A photo that came is kept at once, so that an error elsewhere does not lose it."""
    form = request.form
    audience = form.get("audience", it.audience if it else Audience.MEMBERS)
    disclosure = form.get("disclosure", (it.disclosure or "") if it else "")
    read = Asked(
        photo=form.get("photo") or None,
        audience=Audience(audience) if audience in set(Audience) - {Audience.STAFF} else Audience.MEMBERS,
        disclosure=Disclosure(disclosure) if disclosure in set(Disclosure) else None,
        sponsor=" ".join(readable(form.get("sponsor", it.sponsor if it else "")).split()),
        typed=dict(form.items()),
    )
    if form.get("no_photo") or not (read.photo and face_of(read.photo)):
        read.photo = None
    if (file := request.files.get("file")) and file.filename:
        try:
            read.photo = store(file.stream, by=by).digest
        except RefusedPicture as refusal:
            read.errors["file"] = said_of_photo(refusal)
    return read


def as_it_is(it: ShortForm, **typed: str) -> Asked:
    return Asked(it.cover, it.audience, it.disclosure, it.sponsor, typed)


def blank(**typed: str) -> Asked:
    return Asked(None, Audience.MEMBERS, None, "", typed)


def choices() -> dict[str, Any]:
    """What `settling.html` offers."""
    return {"audiences": audiences(), "disclosures": disclosures()}


def card_at(id: int, me: Member) -> Row[Any]:
    """With its author's name and the reader's own reaction; who may read it must have been asked before."""
    return db.session.execute(cards_for(me).where(Contribution.id == id)).one()


def listing(template: str, kind: type[ShortForm], me: Member) -> str:
    """The newest of them first; and what she removed just now, to bring back."""
    seen = published(me, [kind.__mapper_args__["polymorphic_identity"]])
    if before := row_id(request.args.get("before")):
        seen = seen.where(Contribution.id < before)
    rows = db.session.execute(seen.order_by(Contribution.id.desc()).limit(PAGE + 1)).all()
    gone = row_id(request.args.get("removed"))
    removed = db.session.get(kind, gone) if gone else None
    return render_template(
        template,
        cards=cards_shown(rows[:PAGE], {}, me),
        more=f"{kind.home}?before={rows[PAGE - 1].id}" if len(rows) > PAGE else None,
        removed=removed if removed and is_undoable(removed, me) else None,
        undo_seconds=UNDO_SECONDS,
    )


def taken_away(it: ShortForm, by: Member, elsewhere: str) -> Response:
    """Removed; with `undo`, brought back."""
    if not request.form.get("undo"):
        remove(it, by=by)
        return redirect(f"{elsewhere}?removed={it.id}", code=303)
    try:
        restore(it, by=by)
    except TooLate:
        flash(_("This was removed too long ago to bring it back here. Ask a moderator."), "error")
        return redirect(elsewhere, code=303)
    flash(_("It is back."), "good")
    return redirect(it.url, code=303)
