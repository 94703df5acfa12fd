"""The web addresses of who belongs to a room: let in, put out, coming and going."""

from flask import flash, jsonify, redirect, render_template, request
from flask_babel import gettext as _
from sqlalchemy import select
from werkzeug.wrappers import Response

from community.chat import rooms
from community.chat.finding import room_for
from community.chat.people import people_in
from community.chat.presence import here
from community.chat.refusals import said
from community.chat.routes import back, chat, named, nobody
from community.db import Refusal, db
from community.errors import wants_json
from community.members import Member, signed_in_member
from community.permissions import require


@chat.get("/<slug>/members")
def show_members(slug: str) -> Response | str:
    me = signed_in_member()
    room = room_for(me, slug)
    people = people_in(room, me)
    if wants_json():
        told = [{"handle": it.handle, "name": it.name, "role": it.role} for it in people]
        return jsonify(items=told, next=None)
    return render_template("community/chat/members.html", room=room, people=people, present=here(room.id))


@chat.post("/<slug>/members")
def add_member(slug: str) -> Response:
    me = signed_in_member()
    room = room_for(me, slug)
    require(me, "keep", room)
    handle = request.form.get("handle", "").strip().lower().removeprefix("@")
    whom = db.session.scalar(select(Member).where(Member.handle == handle, Member.suspended_at.is_(None)))
    try:
        if whom:
            rooms.add(whom, room, by=me)
            flash(_("%(name)s is in.", name=whom.name))
        else:
            flash(nobody(handle), "error")
    except Refusal as refusal:
        flash(said(refusal), "error")
    return redirect(f"{room.url}/members", code=303)


@chat.post("/<slug>/members/<handle>/removal")
def remove_member(slug: str, handle: str) -> Response:
    room = room_for(signed_in_member(), slug)
    return back(room, rooms.remove, named(handle), room, to="/members")


@chat.post("/<slug>/members/<handle>/keys")
def hand_over(slug: str, handle: str) -> Response:
    room = room_for(signed_in_member(), slug)
    return back(room, rooms.hand_over, room, named(handle), to="/members")


@chat.post("/<slug>/membership")
def join_room(slug: str) -> Response:
    room = room_for(signed_in_member(), slug)
    return back(room, rooms.join, room)


@chat.post("/<slug>/membership/removal")
def leave_room(slug: str) -> Response:
    me = signed_in_member()
    room = room_for(me, slug)
    try:
        rooms.leave(room, by=me)
    except Refusal as refusal:
        flash(said(refusal), "error")
        return redirect(f"{room.url}/members", code=303)
    if room.parent_id:
        flash(_("You follow this thread no more."))
        return redirect(room.url, code=303)
    flash(_("You left %(room)s.", room=room.name))
    return redirect("/chat", code=303)
