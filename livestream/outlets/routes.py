"""The pages where administrators say where streams go besides."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.db import Refusal, get_or_404
from community.members import signed_in_member
from community.permissions import require
from livestream.outlets import models
from livestream.outlets.keeping import add_outlet, change_outlet, outlets, pause_outlet, remove_outlet
from livestream.outlets.models import LONGEST_KEY, LONGEST_NAME, MOST, Outlet
from livestream.outlets.reading import carried_ways
from livestream.outlets.trying import try_outlet
from livestream.outlets.wording import FIELDS, said, why

HERE = "/live/outlets"
outlet_pages = Blueprint("outlets", __name__, url_prefix=HERE)


@outlet_pages.get("")
def list_outlets() -> str:
    require(signed_in_member(), "keep", Outlet)
    return _page()


@outlet_pages.post("")
def add_an_outlet() -> Response | tuple[str, int]:
    form, me = request.form, signed_in_member()
    try:
        it = add_outlet(form.get("name", ""), form.get("address", ""), form.get("key", ""), by=me)
    except Refusal as refusal:
        return _page(_wrong(refusal)), 422
    try_outlet(it, by=me)
    flash(_("It is added, and is tried just now. Streams that all members may watch go there."), "good")
    return redirect(f"{HERE}/{it.id}", code=303)


@outlet_pages.get("/<int:id>")
def show_outlet(id: int) -> str:
    return _shown(_outlet(id))


@outlet_pages.post("/<int:id>")
def change_an_outlet(id: int) -> Response | tuple[str, int]:
    it, form = _outlet(id), request.form
    given = (form.get("name", ""), form.get("address", ""), form.get("key", ""))
    try:
        change_outlet(it, *given, by=signed_in_member())
    except Refusal as refusal:
        return _shown(it, _wrong(refusal)), 422
    flash(_("Kept. A stream that goes there begins anew with it."), "good")
    return redirect(f"{HERE}/{id}", code=303)


@outlet_pages.post("/<int:id>/try")
def try_an_outlet(id: int) -> Response:
    it = _outlet(id)
    try:
        try_outlet(it, by=signed_in_member())
    except models.InUse as refusal:
        flash(said(refusal))
    return redirect(f"{HERE}/{id}", code=303)


@outlet_pages.post("/<int:id>/pause")
def pause_an_outlet(id: int) -> Response:
    """With `on` empty it goes on."""
    pause_outlet(_outlet(id), by=signed_in_member(), on=bool(request.form.get("on", "1")))
    return redirect(f"{HERE}/{id}", code=303)


@outlet_pages.post("/<int:id>/removal")
def remove_an_outlet(id: int) -> Response:
    remove_outlet(_outlet(id), by=signed_in_member())
    flash(_("Nothing is sent there any more, and its key is gone."), "good")
    return redirect(HERE, code=303)


def _outlet(id: int) -> Outlet:
    require(signed_in_member(), "keep", Outlet)
    return get_or_404(Outlet, id)


def _wrong(refusal: Refusal) -> dict[str, str]:
    return {FIELDS[type(refusal)]: said(refusal)}


def _page(wrong: dict[str, str] | None = None) -> str:
    return render_template(
        "livestream/outlets/outlets.html",
        outlets=outlets(),
        carried=carried_ways(),
        most=MOST,
        typed=request.form if wrong else {},
        **_about(wrong),
    )


def _shown(it: Outlet, wrong: dict[str, str] | None = None) -> str:
    typed = request.form if wrong else {"name": it.name, "address": it.address}
    facts = {"it": it, "carries": carried_ways().get(it.id), "typed": typed}
    return render_template("livestream/outlets/outlet.html", **facts, **_about(wrong))


def _about(wrong: dict[str, str] | None) -> dict[str, Any]:
    return {"wrong": wrong or {}, "why": why, "longest_name": LONGEST_NAME, "longest_key": LONGEST_KEY}
