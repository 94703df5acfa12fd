"""The web addresses of what is said in rooms: JSON for scripts, forms for pages without them."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask import abort, flash, jsonify, redirect, request
from werkzeug.exceptions import HTTPException, TooManyRequests
from werkzeug.wrappers import Response

from community import clock
from community.chat import reading
from community.chat.finding import number, photos_in, room_for
from community.chat.messages import not_too_often, revise, say, take_back
from community.chat.models import Message, Room
from community.chat.pinning import pin, unpin
from community.chat.refusals import said
from community.chat.routes import chat
from community.chat.threads import open_thread
from community.db import Refusal, get_or_404
from community.errors import problem
from community.members import signed_in_member
from community.permissions import require

HOURS = 24 * 365  # the longest mute
Answer = Response | tuple[Response, int]


@chat.get("/<slug>/messages")
def list_messages(slug: str) -> Response:
    """`since=` what came after a number (with `changes=` also what changed), `before=` what came earlier."""
    me = signed_in_member()
    room = room_for(me, slug)
    limit = min(max(number(request.args.get("limit"), reading.MOST) or 1, 1), reading.MOST)
    since = number(request.args.get("since"))
    if since is None:
        seq = number(request.args.get("before"), room.last_seq + 1) or 0
        items = reading.before(room, me, seq, limit)
        earlier = items[0]["seq"] if items and items[0]["seq"] > 1 else None
        return jsonify(items=items, next=earlier, seq=room.last_seq, changes=room.last_change)
    missed = reading.missed(room, me, since, number(request.args.get("changes")), limit)
    next_since = missed.items[-1]["seq"] if missed.more and missed.items else None
    return jsonify(**missed._asdict(), next=next_since)


@chat.post("/<slug>/messages")
def say_something(slug: str) -> Answer:
    me = signed_in_member()
    room = room_for(me, slug)
    sent = _sent()
    text, key = (word if isinstance(word := sent.get(name), str) else "" for name in ("text", "client_id"))
    key = key or request.headers.get("Idempotency-Key", "")
    if not key:
        abort(400, "A message has a text and a client_id.")
    try:
        not_too_often(me, room)
        message = say(
            room, text, by=me, client_id=key, reply_to=number(sent.get("reply_to")), photos=photos_in(sent)
        )
    except (Refusal, HTTPException) as trouble:
        return _refused(trouble, room)
    if _wants_json():
        return jsonify(id=message.id, seq=message.seq, url=message.url), 201
    return redirect(f"{room.url}#latest", code=303)


@chat.get("/messages/<int:id>")
def show_message(id: int) -> Response:
    """Its place in the room, also when what was said there is gone: others may have answered it."""
    message = get_or_404(Message, id)
    require(signed_in_member(), "read", message.room)
    return redirect(f"{message.room.url}?at={message.seq}#m{message.id}")


@chat.post("/messages/<int:id>/edition")
def revise_message(id: int) -> Answer:
    message = get_or_404(Message, id)
    try:
        revise(message, str(_sent().get("text", "")), by=signed_in_member())
    except Refusal as refusal:
        return _refused(refusal, message.room)
    return _done(message)


@chat.post("/messages/<int:id>/removal")
def take_message_back(id: int) -> Answer:
    message = get_or_404(Message, id)
    take_back(message, by=signed_in_member())
    return _done(message)


@chat.post("/messages/<int:id>/pin")
def pin_message(id: int) -> Answer:
    """`on=0` takes it out again."""
    message = get_or_404(Message, id)
    verb = pin if str(_sent().get("on", "1")) == "1" else unpin
    try:
        verb(message, by=signed_in_member())
    except Refusal as refusal:
        return _refused(refusal, message.room)
    return _done(message)


@chat.post("/messages/<int:id>/thread")
def answer_in_a_thread(id: int) -> Response:
    """To its thread, opened when it is first asked for."""
    thread = open_thread(get_or_404(Message, id), by=signed_in_member())
    return redirect(thread.url, code=303)


@chat.post("/<slug>/reading")
def mark_room_read(slug: str) -> Response:
    me = signed_in_member()
    room = room_for(me, slug)
    reading.mark_read(room, number(request.form.get("seq"), room.last_seq) or 0, me)
    return redirect(room.url, code=303)


@chat.post("/<slug>/mute")
def mute_room(slug: str) -> Response:
    me = signed_in_member()
    room = room_for(me, slug)
    hours = min(number(request.form.get("hours"), 0) or 0, HOURS)
    reading.mute(room, me, clock.now() + timedelta(hours=hours) if hours else None)
    return redirect(room.url, code=303)


def _sent() -> Mapping[str, Any]:
    """What came as JSON or as a form; a list or a word is as good as nothing."""
    sent = request.get_json(silent=True) if request.is_json else request.form
    return sent if isinstance(sent, Mapping) else {}


def _done(message: Message) -> Answer:
    if _wants_json():
        return jsonify(id=message.id, seq=message.seq, change=message.change)
    return redirect(f"{message.room.url}#m{message.id}", code=303)


def _refused(trouble: Refusal | HTTPException, room: Room) -> Answer:
    status = trouble.code or 403 if isinstance(trouble, HTTPException) else 422
    if _wants_json():
        answer = problem(status, said(trouble))
        if isinstance(trouble, TooManyRequests):
            answer.headers["Retry-After"] = str(trouble.retry_after or 1)
        return answer
    flash(said(trouble), "error")
    return redirect(room.url, code=303)


def _wants_json() -> bool:
    return request.is_json or "application/json" in request.headers.get("Accept", "")
