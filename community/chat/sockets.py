"""What browsers say in a room. At every word it is asked anew whether its speaker may.

The answer to `message` is sent after it is stored, never before: who has it need not send again.
"""

from collections.abc import Callable
from contextlib import nullcontext
from functools import partial
from typing import Any, cast

from flask import abort, request
from flask_socketio import join_room, leave_room
from werkzeug.exceptions import HTTPException, TooManyRequests

from community.chat import presence, telling
from community.chat.facts import message_facts, without_counts
from community.chat.finding import number, photos_in, room_for, room_to_speak_in
from community.chat.messages import not_too_often, store
from community.chat.models import Room, live, news
from community.chat.pacing import TooSoon
from community.chat.reading import belongs, mark_read, rooms_that_wait
from community.chat.refusals import said
from community.chat.threads import root_of
from community.db import Refusal, after_commit, transaction
from community.members import Member, current_member
from community.quiet.hearing import unheard_by
from community.quiet.reading import is_seen, spares_counts
from community.realtime import Facts, enter, is_in, leave, looks_often, socketio, tell, when_gone

Heard = Callable[[Member, Facts], Facts | None]
Said = Callable[[int, int, Facts], object]
_said: list[Said] = []


def when_said(call: Said) -> Said:
    """Declare what else is kept of a word: its id, its room, and all its browser told."""
    _said.append(call)
    return call


def hears(event: str, *, stores: bool = False) -> Callable[[Heard], Heard]:
    """Declare what is done at an event of a member's browser; a refusal is its answer.

    What `stores` is asked and done in one transaction, and answered once it is committed.
    """

    def declare(answer: Heard) -> Heard:
        def ask(*said_to_us: Any) -> Facts | None:  # noqa: ANN401
            try:
                with transaction() if stores else nullcontext():
                    me = current_member() or abort(401)
                    return answer(me, said_to_us[0] if said_to_us and isinstance(said_to_us[0], dict) else {})
            except (Refusal, HTTPException) as trouble:
                again = (
                    {"retry_after": trouble.retry_after}
                    if isinstance(trouble, TooManyRequests | TooSoon)
                    else {}
                )
                return {"error": said(trouble), **again}

        socketio.on_event(event, ask)
        return answer

    return declare


@hears("join")
def come_in(me: Member, asked: Facts) -> Facts:
    room = room_for(me, asked.get("room"))
    leave_room(news(room.id))
    enter(live(room.id))
    if is_seen(me):
        presence.come(room.id, my_sid(), me.handle, me.name)
    _tell_who_is_here(room.id)
    company = presence.facts_of(room.id)
    moved = {"seq": room.last_seq, "changes": room.last_change, "unheard": unheard_by(me)}
    return {**moved, **company, **_root(room)}


@hears("leave")
def go_out(me: Member, asked: Facts) -> Facts:
    room = room_for(me, asked.get("room"))
    leave(live(room.id))
    if belongs(me, room):
        join_room(news(room.id))
    presence.go(my_sid(), room.id)
    _tell_who_is_here(room.id)
    return {"seq": room.last_seq}


@hears("message", stores=True)
def speak(me: Member, asked: Facts) -> Facts:
    text, client_id = asked.get("text"), asked.get("client_id")
    room = room_to_speak_in(me, asked.get("room"))
    if not isinstance(text, str) or not isinstance(client_id, str) or not client_id:
        return {"error": "A message has a text and a client_id."}
    not_too_often(me, room)
    stored = store(
        room,
        text,
        by=me,
        client_id=client_id,
        reply_to=number(asked.get("reply_to")),
        photos=photos_in(asked),
    )
    for call in _said:
        after_commit(partial(call, stored.id, room.id, asked))
    return stored._asdict()


@hears("typing")
def write(me: Member, asked: Facts) -> None:
    """Told to the others only, and only by who looks at the room; who has left it is not heard."""
    room_id = _joined(asked)
    if room_id and (seat := presence.types(room_id, my_sid())):
        facts = {"room": room_id, "handle": me.handle, "name": seat.name}
        socketio.emit("typing", facts, to=live(room_id), skip_sid=telling.browsers_of(me.id))


@hears("read")
def read(me: Member, asked: Facts) -> Facts:
    room = room_for(me, asked.get("room"))
    return {"seq": mark_read(room, number(asked.get("seq"), 0) or 0, me)}


@hears("here")
def stay(me: Member, asked: Facts) -> Facts | None:
    """A tab says every half minute that it is looked at, and hears who else is."""
    if not (room_id := _joined(asked)):
        return None
    if is_seen(me):
        presence.still_here(room_id, my_sid(), me.handle, me.name)
    else:
        presence.go(my_sid(), room_id)
    _tell_who_is_here(room_id)
    return presence.facts_of(room_id)


@hears("unread")
def count(me: Member, _asked: Facts) -> Facts:
    """What waits, asked by every page once its line is there; from now on it hears what comes."""
    rooms = rooms_that_wait(me)
    for room_id in rooms:
        if not is_in(my_sid(), live(room_id)):
            join_room(news(room_id))
    return {"rooms": [room_id for room_id, waits in rooms.items() if waits]}


@when_gone
def part(sid: str) -> None:
    """A tab is gone."""
    for room_id in presence.go(sid):
        _tell_who_is_here(room_id)


@looks_often
def tell_what_was_held_back() -> None:
    """Who goes within a second of the last word of who is here is missed soon after it."""
    for room_id in presence.held_back():
        _tell_who_is_here(room_id)


def _joined(asked: Facts) -> int | None:
    """The room this tab is in, by id; asking costs no look into the database."""
    room_id = number(asked.get("room"))
    return room_id if room_id is not None and is_in(my_sid(), live(room_id)) else None


def _root(thread: Room) -> Facts:
    """What a thread hangs on, as it is after any break."""
    message = root_of(thread)
    if not message:
        return {}
    facts = message_facts(message.id)
    return {"root": without_counts(facts) if spares_counts() else facts}


def _tell_who_is_here(room_id: int) -> None:
    if facts := presence.news_of(room_id):
        tell(live(room_id), "presence", facts)


def my_sid() -> str:
    return cast("str", vars(request)["sid"])
