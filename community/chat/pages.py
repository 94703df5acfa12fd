"""The page of rooms and the page of one room, with all they show."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from flask import render_template

from community.audience import OVERSEEING
from community.chat import presence
from community.chat.facts import facts_of, messages_for, text
from community.chat.laying_out import day_name, laid_out
from community.chat.messages import MOST_PHOTOS
from community.chat.models import Kind, Post, Room
from community.chat.reading import PAGE, Line, around, is_muted, latest, rooms_of
from community.db import db
from community.members import Member
from community.realtime import Facts

LONG_AGO = datetime.min.replace(tzinfo=UTC)


def rooms_page(me: Member) -> str:
    """Rooms, and beside them, where there is space for both, the one that was spoken in last."""
    lines = rooms_of(me)
    mine = [line for line in lines if line.read_seq is not None]
    last = max(mine, key=lambda line: line.said_at or LONG_AGO, default=None)
    return _page(me, lines, last)


def room_page(room: Room, me: Member, at: int | None = None) -> str:
    """One room where new begins for the reader, or around one message."""
    lines = rooms_of(me, besides=room)
    return _page(me, lines, next(line for line in lines if line.id == room.id), at=at, alone=True)


def thread_shown(room: Room, me: Member) -> dict[str, Any]:
    """What `community/chat/thread.html` needs, for a room that stands on another room's page."""
    return _thread(next(line for line in rooms_of(me, besides=room) if line.id == room.id), me)


def _root(room: Line, me: Member) -> Facts | None:
    """What a thread hangs on, as the reader may see it."""
    if not room.root_id:
        return None
    return facts_of(db.session.execute(messages_for(me).where(text.id == room.root_id)).one(), me)


def _page(
    me: Member, lines: list[Line], room: Line | None, *, at: int | None = None, alone: bool = False
) -> str:
    at = _first_unread(room) if room and at is None else at
    return render_template("community/chat/room.html", lines=lines, alone=alone, **_thread(room, me, at))


def _first_unread(room: Line) -> int | None:
    """Where more is unread than one page holds: the number of the first."""
    return room.read_seq + 1 if room.read_seq is not None and room.unread > PAGE else None


def _keeps(room: Line, me: Member) -> bool:
    """As the rules have it, without asking again."""
    return room.role == Post.OWNER or (room.kind == Kind.OPEN and me.role in OVERSEEING)


def _thread(room: Line | None, me: Member, at: int | None = None) -> dict[str, Any]:
    messages = [] if room is None else latest(room, me) if at is None else around(room, me, at)
    return {
        "room": room,
        "laid_out": list(laid_out(messages, room and room.read_seq, me.handle)),
        "day_name": day_name,
        "is_muted": is_muted,
        "keeps": room is not None and _keeps(room, me),
        "root": room and _root(room, me),
        "present": len(presence.here(room.id)) if room else 0,
        "client_id": uuid4().hex,
        "most_photos": MOST_PHOTOS,
    }
