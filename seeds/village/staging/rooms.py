"""They talk in rooms."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import partial

from flask import current_app
from sqlalchemy import select

from community.chat.messages import say
from community.chat.models import Kind
from community.chat.models import Message as Said
from community.chat.models import Room as OpenRoom
from community.chat.pinning import pin
from community.chat.rooms import open_room
from community.chat.threads import open_thread
from community.db import db
from community.members import Member
from posts.reactions.liking import like
from seeds.stage import Scene
from seeds.village.cast import Cast
from seeds.village.people import Message, Room

BEFORE = timedelta(minutes=7)


def scenes(rooms: Sequence[Room], cast: Cast) -> Iterator[Scene]:
    for room in rooms:
        yield Scene(room.messages[0].ago + BEFORE, partial(_opens, room, cast))
        for place, message in enumerate(room.messages):
            yield Scene(message.ago, partial(_says, room, place, message, cast))


def _opens(room: Room, cast: Cast) -> None:
    keeper = cast.member(room.messages[0].by)
    cast.rooms[room.slug] = open_room(room.name, by=keeper, topic=room.topic, kind=Kind(room.kind)).id


def _place(room_id: int, message: Message, cast: Cast) -> OpenRoom:
    """The room itself, or the thread of what was said there."""
    here = db.session.get_one(OpenRoom, room_id)
    if message.in_thread_of is None:
        return here
    answered = select(Said).where(Said.room_id == room_id, Said.text == message.in_thread_of)
    return open_thread(db.session.scalars(answered).one(), by=cast.member(message.by))


def _says(room: Room, place: int, message: Message, cast: Cast) -> None:
    here = _place(cast.rooms[room.slug], message, cast)
    place_of_list = (
        f" {current_app.config['PUBLIC_URL']}/lists/{cast.lists[message.list]}" if message.list else ""
    )
    said = say(here, message.text + place_of_list, by=cast.member(message.by), client_id=f"village-{place}")
    if message.pinned:
        pin(said, by=db.session.get_one(Member, here.created_by_id))
    for handle in message.liked_by:
        like(said, by=cast.member(handle))
