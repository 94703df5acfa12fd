"""Where the club says which members go live besides its bloggers and its team."""

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from community.db import db
from community.members import Member, signed_in_member
from community.permissions import require
from livestream.streams.choosing import choose, chosen, dismiss
from livestream.streams.models import Broadcaster

broadcasters = Blueprint("broadcasters", __name__, url_prefix="/live/hosts")


@broadcasters.get("")
def list_hosts() -> str:
    require(signed_in_member(), "choose", Broadcaster)
    return _page()


@broadcasters.post("")
def choose_host() -> Response | tuple[str, int]:
    me, handle = signed_in_member(), request.form.get("handle", "").strip().lower().removeprefix("@")
    require(me, "choose", Broadcaster)
    if not (whom := _named(handle)):
        return _page(_("Nobody here is called “%(handle)s”.", handle=handle)), 422
    choose(whom, by=me)
    flash(_("%(name)s can go live now.", name=whom.name), "good")
    return redirect(broadcasters.url_prefix or "/", code=303)


@broadcasters.post("/<handle>/removal")
def dismiss_host(handle: str) -> Response:
    me = signed_in_member()
    require(me, "choose", Broadcaster)
    dismiss(_named(handle) or abort(404), by=me)
    return redirect(broadcasters.url_prefix or "/", code=303)


def _named(handle: str) -> Member | None:
    there = select(Member).where(Member.handle == handle, Member.suspended_at.is_(None))
    return db.session.scalar(there) if handle and "\0" not in handle else None


def _page(refusal: str = "") -> str:
    return render_template(
        "livestream/streams/hosts.html", chosen=chosen(), refusal=refusal, handle=request.form.get("handle")
    )
