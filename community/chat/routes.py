"""The web addresses of rooms: what one reads, opens, enters and keeps."""

import re
from collections.abc import Callable, Mapping

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from community.audience import admits
from community.chat import rooms
from community.chat.finding import number, room_for
from community.chat.models import Kind, Room
from community.chat.pacing import PACES, slow_down
from community.chat.pages import room_page, rooms_page
from community.chat.people import partner_of
from community.chat.pinning import pins_of
from community.chat.reading import found
from community.chat.refusals import said
from community.contributions import Audience
from community.db import Refusal, db, transaction
from community.members import Member, signed_in_member
from community.permissions import may, require

MOST_AT_ONCE = 20  # members who are let into a new room
chat = Blueprint("chat", __name__, url_prefix="/chat")


@chat.get("")
def show_rooms() -> str:
    return rooms_page(signed_in_member())


@chat.get("/new")
def new_room() -> str:
    require(signed_in_member(), "open", Room)
    return _opening({})


@chat.post("")
def open_room() -> Response | tuple[str, int]:
    """`kind` is private, or for whom it is open; who is named is let in at once."""
    me, form = signed_in_member(), request.form
    asked = form.get("kind", "")
    audience = Audience(asked) if asked in rooms.OPENS_TO else Audience.MEMBERS
    kind = Kind.PRIVATE if asked == Kind.PRIVATE else Kind.OPEN
    company, unknown = _company(form.get("company", ""), me)
    if len(company) > MOST_AT_ONCE:
        many = _("At most %(most)s members at once. Let the others in afterwards.", most=MOST_AT_ONCE)
        return _opening(form, company=many), 422
    if unknown:
        return _opening(form, company=nobody(unknown)), 422
    try:
        room = rooms.open_room(
            form.get("name", "") or ", ".join(one.name for one in (me, *company) if company),
            by=me,
            topic=form.get("topic", ""),
            kind=kind,
            audience=audience,
            company=company,
        )
    except rooms.NotAskable as refusal:
        return _opening(form, company=said(refusal)), 422
    except Refusal as refusal:
        return _opening(form, refusal=said(refusal)), 422
    return redirect(f"{room.url}/members" if kind is Kind.PRIVATE and not company else room.url, code=303)


@chat.post("/direct/<handle>")
def write_to(handle: str) -> Response:
    room = rooms.direct_with(named(handle), by=signed_in_member())
    return redirect(room.url, code=303)


@chat.get("/<slug>")
def show_room(slug: str) -> Response | str:
    me = signed_in_member()
    room = room_for(me, slug)
    if slug != room.slug:
        return redirect(room.url)
    return room_page(room, me, at=number(request.args.get("at")))


@chat.get("/<slug>/search")
def search_room(slug: str) -> str:
    me = signed_in_member()
    room = room_for(me, slug)
    partner, words = partner_of(room, me), request.args.get("q", "").strip()
    name = partner.name if partner else room.name
    return render_template(
        "community/chat/search.html", room=room, name=name, q=words, found=found(room, me, words)
    )


@chat.get("/<slug>/pins")
def show_pins(slug: str) -> str:
    me = signed_in_member()
    room = room_for(me, slug)
    partner = partner_of(room, me)
    return render_template(
        "community/chat/pins.html",
        room=room,
        name=partner.name if partner else room.name,
        pins=pins_of(room, me),
        keeps=may(me, "pin", room),
    )


@chat.get("/<slug>/edition")
def edit_room(slug: str) -> str:
    room = room_for(signed_in_member(), slug)
    require(signed_in_member(), "keep", room)
    return render_template("community/chat/edition.html", room=room, form=room, paces=PACES)


@chat.post("/<slug>/edition")
def rename_room(slug: str) -> Response | tuple[str, int]:
    me, form = signed_in_member(), request.form
    room = room_for(me, slug)
    try:
        with transaction():
            rooms.rename(room, form.get("name", ""), form.get("topic", ""), by=me)
            slow_down(room, number(form.get("slow_seconds"), room.slow_seconds) or 0, by=me)
    except Refusal as refusal:
        return render_template(
            "community/chat/edition.html", room=room, form=form, paces=PACES, refusal=said(refusal)
        ), 422
    return redirect(room.url, code=303)


@chat.post("/<slug>/archive")
def archive_room(slug: str) -> Response:
    room = room_for(signed_in_member(), slug)
    return back(room, rooms.reopen if request.form.get("undo") else rooms.archive, room)


def _opening(form: Mapping[str, str], refusal: str = "", company: str = "") -> str:
    me = signed_in_member()
    return render_template(
        "community/chat/new.html",
        form=form,
        refusal=refusal,
        company_refusal=company,
        audiences=[it for it in rooms.OPENS_TO if admits(it, me)],
        most=MOST_AT_ONCE,
    )


def _company(handles: str, me: Member) -> tuple[list[Member], str]:
    """Members of these handles, of too many one too many, and the first handle that is nobody's."""
    words = (word.lower().removeprefix("@") for word in re.split(r"[\s,;，、]+", handles) if word)
    wanted = [handle for handle in dict.fromkeys(words) if handle != me.handle][: MOST_AT_ONCE + 1]
    there = select(Member).where(Member.handle.in_(wanted), Member.suspended_at.is_(None))
    found = {one.handle: one for one in db.session.scalars(there)}
    unknown = next((handle for handle in wanted if handle not in found), "")
    return [found[handle] for handle in wanted if handle in found], unknown


def nobody(handle: str) -> str:
    return _(
        "Nobody here is called “%(handle)s”. Look at the name in their profile's address.", handle=handle
    )


def named(handle: str) -> Member:
    return db.session.scalar(select(Member).where(Member.handle == handle)) or abort(404)


def back(room: Room, verb: Callable[..., object], *things: object, to: str = "") -> Response:
    """Do it and return to the room; a refusal is said there."""
    try:
        verb(*things, by=signed_in_member())
    except Refusal as refusal:
        flash(said(refusal), "error")
    return redirect(room.url + to, code=303)
