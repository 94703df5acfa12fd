"""Which room is meant, for whom: one that may not be read is as missing as one that is not there."""

from collections.abc import Mapping
from typing import Any, cast

from flask import abort
from sqlalchemy import bindparam, select

from community.chat.models import Room
from community.db import db, prepared
from community.members import Member
from community.permissions import require

LARGEST = 2**31  # what the databases take for a number of ours


def room_for(me: Member, word: object) -> Room:
    """By slug or id. Aborts with 404 where there is none for this member."""
    room = _by_id(word) if isinstance(word, int) else _by_slug(word) if isinstance(word, str) else None
    if room is None:
        abort(404)
    require(me, "read", room)
    return room


def room_to_speak_in(me: Member, word: object) -> Room:
    """The same, and nobody else speaks there until the transaction ends."""
    id = number(word) if isinstance(word, int) else None
    room = one_voice_at_a_time(room_for(me, word).id if id is None else id) or abort(404)
    require(me, "read", room)
    return room


def number(word: object, default: int | None = None) -> int | None:
    """A number from outside, if it is one and not absurd."""
    if isinstance(word, str) and word.isascii() and word.isdecimal() and len(word) <= len(str(LARGEST)):
        word = int(word)
    whole = isinstance(word, int) and not isinstance(word, bool)
    return cast("int", word) if whole and 0 <= cast("int", word) < LARGEST else default


def photos_in(sent: Mapping[str, Any]) -> list[str]:
    """The digests under `photos`, or the one under `photo`; what is none is as good as nothing."""
    several = sent.get("photos")
    asked = several if isinstance(several, list) else [sent.get("photo")]
    return [word for word in asked if isinstance(word, str) and word]


def _by_slug(slug: str) -> Room | None:
    if "\0" in slug:  # no database has such a name, and PostgreSQL will not even look
        return None
    named = db.session.scalar(select(Room).where(Room.slug == slug))
    return named or _by_id(number(slug))


def _by_id(id: int | None) -> Room | None:
    if id is None or number(id) is None:
        return None
    return db.session.scalar(_room, {"room": id}, execution_options=prepared(_room))


_room = select(Room).where(Room.id == bindparam("room"))
_room_to_write_in = _room.with_for_update().execution_options(populate_existing=True)


def one_voice_at_a_time(room_id: int) -> Room | None:
    """The room as it is now, and nobody else's until the transaction ends; none where there is none."""
    return db.session.scalar(
        _room_to_write_in, {"room": room_id}, execution_options=prepared(_room_to_write_in)
    )
