"""The pages where a member settles things: how she is seen, how she sees the club, her password."""

from collections.abc import Mapping

from flask import Blueprint, flash, g, redirect, render_template, request
from flask_babel import gettext as _
from flask_babel import refresh
from werkzeug.wrappers import Response

from community.entrance.factors.fresh import need_fresh_proof
from community.entrance.joining import Wrong
from community.entrance.resetting import change_password
from community.entrance.time_zones import time_zones
from community.languages import LANGUAGES
from community.limits import spend
from community.members import Member, signed_in_member
from community.pictures.intake import NotAPicture, PictureTooLarge
from community.profiles.settings import settle, show_portrait, take_portrait_away, wishes

settings = Blueprint("settings", __name__, url_prefix="/settings")
FIELDS = ("name", "bio", "language", "time_zone", "theme")


@settings.get("")
def show_settings() -> str:
    return _page(signed_in_member())


@settings.post("")
def save_settings() -> Response | tuple[str, int]:
    me = signed_in_member()
    said = {field: request.form.get(field, "") for field in FIELDS}
    try:
        settle(me, wishes(**said))
    except Wrong as wrong:
        return _page(me, said=said, wrong=wrong.fields), 400
    refresh()  # the next sentence is already in the language that was chosen
    flash(_("Saved."))
    return redirect("/settings", code=303)


@settings.post("/portrait")
def save_portrait() -> Response | tuple[str, int]:
    me = signed_in_member()
    spend("portrait", me.id, "20/hour")
    file = request.files.get("portrait")
    if request.form.get("then") == "remove":
        take_portrait_away(me)
        flash(_("Your portrait is taken away."))
        return redirect("/settings", code=303)
    if not file:
        return _page(me, wrong={"portrait": _("Choose a photo first.")}), 400
    try:
        show_portrait(me, file.stream)
    except NotAPicture:
        unreadable = _("This is not a photo we can read. Send a JPEG, PNG or WebP.")
        return _page(me, wrong={"portrait": unreadable}), 400
    except PictureTooLarge:
        return _page(me, wrong={"portrait": _("This photo is too large. Send a smaller one.")}), 413
    flash(_("Your portrait is shown from now on."))
    return redirect("/settings", code=303)


@settings.get("/password")
def show_password() -> str:
    signed_in_member()
    return render_template("community/profiles/password.html")


@settings.post("/password")
def save_password() -> Response | tuple[str, int]:
    me = signed_in_member()
    need_fresh_proof()
    spend("change password", me.id, "10/hour")
    try:
        change_password(me, request.form.get("old", ""), request.form.get("new", ""), keep=g.session_id)
    except Wrong as wrong:
        return render_template("community/profiles/password.html", wrong=wrong.fields), 400
    flash(_("Your password is changed. Everywhere else you are signed out."))
    return redirect("/settings/password", code=303)


def _page(me: Member, said: Mapping[str, str] | None = None, wrong: Mapping[str, str] | None = None) -> str:
    return render_template(
        "community/profiles/settings.html",
        said=said or {field: getattr(me, field) for field in FIELDS},
        wrong=wrong or {},
        languages=LANGUAGES.items(),
        time_zones=time_zones(),
    )
