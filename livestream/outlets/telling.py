"""The studio, and those who keep outlets, hear when the way to one stands otherwise."""

from collections.abc import Collection
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_socketio import join_room

from community.chat.sockets import hears
from community.db import db, row_id
from community.members import Member
from community.permissions import may
from community.realtime import Facts, looks_often, tell, when_gone
from livestream.outlets.models import Outlet
from livestream.outlets.reading import rows_of, rows_of_all
from livestream.streams.models import Stream

ALL = 0  # instead of a stream: the pages of those who keep outlets
_here: dict[str, int] = {}  # by the browser's line: the stream whose studio it shows
_told: dict[int, list[Any]] = {}


def room_of(stream_id: int) -> str:
    return f"outlets:{stream_id}"


@hears("stream.outlets")
def hear_of_ways(me: Member, asked: Facts) -> Facts | None:
    id = row_id(str(asked.get("stream", "")))
    it = db.session.get(Stream, id) if id else None
    if not it or not may(me, "host", it):
        return {"error": _("This stream is not there any more.")}
    _listen(it.id)
    return None


@hears("outlets.kept")
def hear_of_outlets(me: Member, _asked: Facts) -> Facts | None:
    if not may(me, "keep", Outlet):
        return {"error": _("This stream is not there any more.")}
    _listen(ALL)
    return None


def _listen(id: int) -> None:
    """Answered, everything that moves from now on is told: before the first look, too."""
    join_room(room_of(id))
    _here[str(vars(request)["sid"])] = id
    _told.setdefault(id, _rows([id])[id])


@when_gone
def go(sid: str) -> None:
    if (id := _here.pop(sid, None)) is not None and id not in _here.values():
        _told.pop(id, None)


@looks_often
def look() -> None:
    """At what moved for those who have a studio open here."""
    if not (ids := set(_here.values())):
        return
    for id, rows in _rows(ids).items():
        if _told.get(id, rows) != rows:
            tell(room_of(id), "outlets.moved", {"stream": id})
        _told[id] = rows


def _rows(ids: Collection[int]) -> dict[int, list[Any]]:
    now: dict[int, list[Any]] = {id: [] for id in ids}
    for row in rows_of([*ids]):
        now[row.stream_id].append(tuple(row))
    if ALL in now:
        now[ALL] = rows_of_all()
    return now
