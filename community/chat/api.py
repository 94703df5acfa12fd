"""Rooms and what is said in them, for programs."""

from typing import Annotated, Literal

from flask import request
from flask_babel import gettext as _
from pydantic import Field

from community.api.answers import Page, page
from community.api.bodies import MOST_ITEMS, Body, InvalidBody, Limit, PageQuery, Query, Said, Text
from community.api.cursors import cursor, id_in, step_in
from community.api.doors import Api
from community.api.idempotency import HEADER
from community.api.problems import say as declare
from community.chat import reading
from community.chat.facts import facts_of, messages_for, text
from community.chat.finding import LARGEST, room_for
from community.chat.message_answers import MessageAnswer, Messages, Pins, RoomAnswer, room_of
from community.chat.messages import (
    CLIENT_ID,
    MOST_PHOTOS,
    NoSuchPhoto,
    TooManyPhotos,
    TooManyToCall,
    not_too_often,
    revise,
    say,
    take_back,
)
from community.chat.models import Kind, Message, Room
from community.chat.pacing import TooSoon
from community.chat.pinning import TooManyPins, pin, pins_of, unpin
from community.chat.refusals import said
from community.chat.rooms import NAME, TOPIC, LastOwner, Nameless, NotAmongThem, NotAskable, open_room
from community.chat.threads import open_thread
from community.chat.wording import LONGEST, NothingSaid, TooLong
from community.contributions import Audience
from community.db import db, get_or_404
from community.entrance.tokens import Scope
from community.members import Member

chat = Api("chat", scope=Scope.CHAT)
Digest = Annotated[Text, Field(max_length=100)]
Seq = Annotated[int, Field(ge=0, lt=LARGEST)]


class NewRoom(Body):
    """Open to all members, a tier and up or the team; or private: for those whom its owner lets in."""

    name: Annotated[Said, Field(max_length=NAME)]
    topic: Annotated[Text, Field(max_length=TOPIC)] = ""
    kind: Literal["open", "private"] = "open"
    audience: Annotated[Audience, Field(strict=False)] = Audience.MEMBERS


class NewMessage(Body):
    """The same `client_id` sent twice is one message; an Idempotency-Key serves as one."""

    client_id: Annotated[Text, Field(max_length=CLIENT_ID)] = ""
    text: Annotated[Text, Field(max_length=LONGEST)] = ""
    reply_to: Seq | None = None
    photo: Digest | None = None
    photos: Annotated[list[Digest], Field(max_length=MOST_PHOTOS)] = []


class OtherWords(Body):
    text: Annotated[Text, Field(max_length=LONGEST)]


class Since(Query):
    """`since` a number comes what was said after it, `before` one what was said earlier; else the newest.

    With `changes`, also what changed since that change.
    """

    since: Seq | None = None
    before: Seq | None = None
    changes: Seq | None = None
    cursor: Annotated[Text, Field(max_length=200)] = ""
    limit: Limit = MOST_ITEMS


@chat.get("/rooms")
def list_rooms(me: Member, asked: PageQuery) -> Page[RoomAnswer]:
    """Your rooms and the open ones, the oldest first."""
    lines = reading.rooms_after(me, id_in(asked.cursor) or 0, asked.limit + 1)
    return page(lines, asked.limit, room_of, lambda line: cursor(line.id))


@chat.post("/rooms", at="/rooms/{id}")
def open_a_room(me: Member, sent: NewRoom) -> RoomAnswer:
    """Open a room and keep it."""
    room = open_room(sent.name, by=me, topic=sent.topic, kind=Kind(sent.kind), audience=sent.audience)
    return room_as_told(room, me)


@chat.get("/rooms/<id>")
def read_room(me: Member, id: str) -> RoomAnswer:
    """A room, by id or by the word in its address."""
    return room_as_told(room_for(me, id), me)


@chat.get("/rooms/<id>/messages")
def list_messages(me: Member, id: str, asked: Since) -> Messages:
    """What is said in a room, the oldest first."""
    room = room_for(me, id)
    way, edge = step_in(asked.cursor) or ("since", asked.since)
    if way == "since" and edge is not None:
        return _missed(room, me, edge, asked)
    before = edge if way == "before" else asked.before
    items = reading.before(room, me, room.last_seq + 1 if before is None else before, asked.limit)
    first = items[0]["seq"] if items else 1
    return Messages(
        items=[MessageAnswer(**facts) for facts in items],
        next=cursor("before", first) if first > 1 else None,
        seq=room.last_seq,
        changes=room.last_change,
    )


@chat.post("/rooms/<id>/messages")
def say_something(me: Member, id: str, sent: NewMessage) -> MessageAnswer:
    """Say something in a room. It is answered once it is stored."""
    room = room_for(me, id)
    key = sent.client_id or request.headers.get(HEADER, "")
    if not key:
        raise InvalidBody({"client_id": _("This is needed.")})
    not_too_often(me, room)
    photos = sent.photos or [sent.photo] if sent.photo else sent.photos
    message = say(room, sent.text, by=me, client_id=key, reply_to=sent.reply_to, photos=photos)
    return _written(message, me)


@chat.patch("/messages/<int:id>")
def change_message(me: Member, id: int, sent: OtherWords) -> MessageAnswer:
    """Say it otherwise; everybody in the room sees that it was changed."""
    message = get_or_404(Message, id)
    revise(message, sent.text, by=me)
    return _written(message, me)


@chat.delete("/messages/<int:id>")
def take_message_away(me: Member, id: int) -> None:
    """Take what you said back; its number stays, its words are gone."""
    take_back(get_or_404(Message, id), by=me)


@chat.post("/messages/<int:id>/thread", at="/rooms/{id}")
def answer_in_a_thread(me: Member, id: int) -> RoomAnswer:
    """The thread of a message: a room of its own, opened when it is first asked for; say things in it."""
    return room_as_told(open_thread(get_or_404(Message, id), by=me), me)


@chat.get("/rooms/<id>/pins")
def list_pins(me: Member, id: str) -> Pins:
    """What those who keep a room pinned in it, the last first."""
    return Pins(items=[MessageAnswer(**facts) for facts in pins_of(room_for(me, id), me)])


@chat.post("/messages/<int:id>/pin", at="/messages/{id}/pin")
def pin_message(me: Member, id: int) -> MessageAnswer:
    """Pin a message where everybody in the room finds it: for those who keep the room."""
    message = get_or_404(Message, id)
    pin(message, by=me)
    return _written(message, me)


@chat.delete("/messages/<int:id>/pin")
def unpin_message(me: Member, id: int) -> None:
    """Take the pin out."""
    unpin(get_or_404(Message, id), by=me)


def _missed(room: Room, me: Member, since: int, asked: Since) -> Messages:
    missed = reading.missed(room, me, since, asked.changes, asked.limit)
    more = missed.more and bool(missed.items)
    return Messages(
        items=[MessageAnswer(**facts) for facts in missed.items],
        next=cursor("since", missed.items[-1]["seq"]) if more else None,
        seq=missed.seq,
        changes=missed.changes,
        changed=[MessageAnswer(**facts) for facts in missed.changed],
    )


def room_as_told(room: Room, me: Member) -> RoomAnswer:
    return room_of(reading.line_of(room, me))


def _written(message: Message, me: Member) -> MessageAnswer:
    row = db.session.execute(messages_for(me).where(text.id == message.id)).one()
    return MessageAnswer(**facts_of(row, me))


declare(NothingSaid, said, field="text")
declare(TooLong, said, field="text")
declare(NoSuchPhoto, said, field="photos")
declare(TooManyPhotos, said, field="photos")
declare(TooManyToCall, said, field="text")
declare(TooManyPins, said)
declare(TooSoon, said, field="text")
declare(Nameless, said, field="name")
declare(LastOwner, said)
declare(NotAmongThem, said, field="audience")
declare(NotAskable, said)
