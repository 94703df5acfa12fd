"""The page where administrators let sites in, renew their keys and take them back."""

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.db import Refusal, get_or_404
from community.inlet.models import Source, SourceKey
from community.inlet.sources import (
    MOST_KEYS,
    MOST_SOURCES,
    BadName,
    NameTaken,
    TooManySources,
    add_source,
    renew,
    sources,
    take_back,
)
from community.members import signed_in_member
from community.permissions import require

HERE = "/settings/sources"
inlet = Blueprint("inlet", __name__, url_prefix=HERE)


@inlet.get("")
def show_sources() -> str:
    require(signed_in_member(), "keep", Source)
    return _page()


@inlet.post("")
def let_source_in() -> tuple[str, int]:
    """Its key stands on this one page, and nowhere else."""
    name = request.form.get("name", "").strip().lower()
    try:
        source, word = add_source(name, by=signed_in_member())
    except Refusal as refusal:
        return _page(wrong=said(refusal), typed=name), 422
    return _page(made=(source.name, word)), 201


@inlet.post("/<int:id>/keys")
def renew_source_key(id: int) -> tuple[str, int]:
    me = signed_in_member()
    require(me, "keep", Source)
    source = get_or_404(Source, id)
    try:
        word = renew(source, by=me)
    except Refusal as refusal:
        return _page(stuck=said(refusal)), 422
    return _page(made=(source.name, word)), 201


@inlet.post("/<int:id>/keys/<int:key_id>/removal")
def take_source_key_back(id: int, key_id: int) -> Response:
    me = signed_in_member()
    require(me, "keep", Source)
    key = get_or_404(SourceKey, key_id)
    if key.source_id != id:
        abort(404)
    take_back(key, by=me)
    flash(_("This key opens nothing any more."))
    return redirect(HERE, code=303)


def said(refusal: Refusal) -> str:
    if isinstance(refusal, BadName):
        return _("Name it in a short word of small letters, digits and hyphens, such as mall or travel-cn.")
    if isinstance(refusal, NameTaken):
        return _("There is a source of this name already: choose another, or renew its key.")
    if isinstance(refusal, TooManySources):
        return _("There are %(most)d sources already, and more cannot be looked after.", most=MOST_SOURCES)
    return _(
        "It has %(most)d keys already. Take back the one that is not used any more, then renew.",
        most=MOST_KEYS,
    )


def _page(made: tuple[str, str] | None = None, wrong: str = "", stuck: str = "", typed: str = "") -> str:
    return render_template(
        "community/inlet/sources.html",
        here="/settings",
        sources=sources(),
        made=made,
        wrong=wrong,
        stuck=stuck,
        typed=typed,
        most_keys=MOST_KEYS,
    )
