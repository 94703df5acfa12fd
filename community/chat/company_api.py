"""Who belongs to a room, what it is called, and how far one has read, for programs."""

from datetime import timedelta
from typing import Annotated

from flask import abort
from pydantic import Field

from community import clock
from community.api.answers import Answer, Page
from community.api.bodies import Body, Query, Said, Text
from community.api.doors import Api
from community.chat import reading, rooms
from community.chat.api import room_as_told
from community.chat.finding import LARGEST, room_for
from community.chat.message_answers import MessageAnswer, Pins, RoomAnswer
from community.chat.models import Membership, Post
from community.chat.pacing import PACES, slow_down
from community.chat.people import people_in
from community.chat.presence import here
from community.chat.rooms import NAME, TOPIC
from community.db import db, transaction
from community.entrance.tokens import Scope
from community.members import Member
from community.permissions import require
from community.quiet.reading import called

company = Api("rooms", scope=Scope.CHAT)
HOURS = 24 * 365  # the longest mute
Seq = Annotated[int, Field(ge=0, lt=LARGEST)]


class RoomChange(Body):
    """What is left out stays as it is. `slow_seconds`: how long each waits between two messages."""

    name: Annotated[Said, Field(max_length=NAME)] | None = None
    topic: Annotated[Text, Field(max_length=TOPIC)] | None = None
    slow_seconds: Annotated[int, Field(ge=0, le=max(PACES))] | None = None
    archived: bool | None = None


class NewSeat(Body):
    handle: Text


class ReadMessages(Body):
    """The `seq` of the last message that was seen; without it the newest."""

    seq: Seq | None = None


class Hush(Body):
    """0: as loud as before."""

    hours: Annotated[int, Field(ge=0, le=HOURS)]


class Looked(Query):
    q: Annotated[Said, Field(max_length=200)]


class SeatAnswer(Answer):
    """`here`: the room is open before them now."""

    handle: str
    name: str
    role: Post
    here: bool


@company.patch("/rooms/<id>")
def change_room(me: Member, id: str, sent: RoomChange) -> RoomAnswer:
    """Rename a room, slow it down, close it or open it again: for those who keep it."""
    room = room_for(me, id)
    require(me, "keep", room)
    with transaction():
        topic = room.topic if sent.topic is None else sent.topic
        rooms.rename(room, sent.name or room.name, topic, by=me)
        if sent.slow_seconds is not None:
            slow_down(room, sent.slow_seconds, by=me)
        if sent.archived is not None:
            (rooms.archive if sent.archived else rooms.reopen)(room, by=me)
    return room_as_told(room, me)


@company.post("/members/<handle>/room", at="/rooms/{id}")
def write_to_member(me: Member, handle: str) -> RoomAnswer:
    """The room of the two of you, opened when it is first asked for."""
    return room_as_told(rooms.direct_with(called(handle), by=me), me)


@company.post("/rooms/<id>/membership", at="/rooms/{id}")
def join_room_as_program(me: Member, id: str) -> RoomAnswer:
    """Belong to a room that is open to you."""
    room = room_for(me, id)
    rooms.join(room, by=me)
    return room_as_told(room, me)


@company.delete("/rooms/<id>/membership")
def leave_room_as_program(me: Member, id: str) -> None:
    """Leave a room."""
    rooms.leave(room_for(me, id), by=me)


@company.get("/rooms/<id>/members")
def list_seats(me: Member, id: str) -> Page[SeatAnswer]:
    """Who belongs to a room."""
    room = room_for(me, id)
    present = here(room.id)
    return Page(
        items=[
            SeatAnswer(handle=it.handle, name=it.name, role=it.role, here=it.handle in present)
            for it in people_in(room, me)
        ]
    )


@company.post("/rooms/<id>/members", at="/rooms/{id}/members")
def let_somebody_in(me: Member, id: str, sent: NewSeat) -> None:
    """Let a member in: for those who keep the room."""
    room = room_for(me, id)
    require(me, "keep", room)
    rooms.add(called(sent.handle), room, by=me)


@company.delete("/rooms/<id>/members/<handle>")
def put_somebody_out(me: Member, id: str, handle: str) -> None:
    """Put a member out: for those who keep the room. They are not told the room's words any more at once."""
    rooms.remove(called(handle), room_for(me, id), by=me)


@company.post("/rooms/<id>/members/<handle>/keys")
def hand_keys_over(me: Member, id: str, handle: str) -> None:
    """Make a member of the room one of those who keep it."""
    room, whom = room_for(me, id), called(handle)
    db.session.get(Membership, (room.id, whom.id)) or abort(404)
    rooms.hand_over(room, whom, by=me)


@company.post("/rooms/<id>/reading")
def read_room_to(me: Member, id: str, sent: ReadMessages) -> None:
    """You have read this far, on whatever device. It never moves back."""
    room = room_for(me, id)
    reading.mark_read(room, room.last_seq if sent.seq is None else sent.seq, me)


@company.post("/rooms/<id>/mute")
def hush_room(me: Member, id: str, sent: Hush) -> None:
    """Hear nothing of a room for some hours, unless you are called by name."""
    until = clock.now() + timedelta(hours=sent.hours) if sent.hours else None
    reading.mute(room_for(me, id), me, until)


@company.get("/rooms/<id>/search")
def search_messages(me: Member, id: str, asked: Looked) -> Pins:
    """Messages of a room with all these words, the newest first."""
    found = reading.found(room_for(me, id), me, asked.q)
    return Pins(items=[MessageAnswer(**facts) for facts in found])
