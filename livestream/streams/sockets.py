"""What browsers say of a stream: I watch it, I film it, here is a piece of it."""

from typing import cast

from flask import request
from flask_babel import gettext as _

from community.chat.sockets import hears
from community.db import db, row_id
from community.members import Member
from community.permissions import may, require
from community.quiet.reading import spares_counts
from community.realtime import Facts, enter, when_gone
from livestream.streams import watching
from livestream.streams.films import folder_of, has_space
from livestream.streams.following import following
from livestream.streams.going_live import said
from livestream.streams.models import NobodyTakesIn, NoSpace, Stream
from livestream.streams.relaying import Kind, close_line, hand_on, open_line
from livestream.streams.troubles import words_for

KINDS = ("matroska", "mp4")


@hears("stream.watch")
def watch(me: Member, asked: Facts) -> Facts | None:
    if not (it := _stream(asked)) or not may(me, "read", it):
        return {"error": _("This stream is not there any more.")}
    enter(watching.room_of(it.id))
    watching.come(_sid(), it.id, watching.HOST if it.author_id == me.id else me.id)
    watching.know(it.id, it.state)
    return {"state": it.state, "viewers": None if spares_counts() else watching.viewers_of(it.id)}


@hears("stream.film")
def film(me: Member, asked: Facts) -> Facts | None:
    """From now on what this browser sends is the stream. `kind`: matroska (WebM) or mp4."""
    it, kind = _stream(asked), asked.get("kind")
    if not it or kind not in KINDS:
        return {"error": _("This stream is not there any more.")}
    require(me, "host", it)
    if not has_space():
        return {"error": said(NoSpace())}
    try:
        open_line(_sid(), it, cast("Kind", kind))
    except NobodyTakesIn:
        return {"error": _("The club does not take streams in just now. Tell an administrator.")}
    return None


@hears("stream.piece")
def piece(me: Member, asked: Facts) -> Facts | None:
    """Answered once it is handed on: whoever waits for the answer never sends more than we can take."""
    body, it = asked.get("body"), _stream(asked)
    if not it or not may(me, "host", it):
        return {"error": _("This stream is not there any more.")}
    if not isinstance(body, bytes):
        return {"error": words_for("unreadable")}
    gone = hand_on(_sid(), body) != it.id
    words = words_for(following(folder_of(it.id)).look().trouble)
    return {"error": words or _("The line to the club broke.")} if gone else {"trouble": words}


@hears("stream.rest")
def rest(_me: Member, _asked: Facts) -> Facts | None:
    close_line(_sid())
    return None


when_gone(close_line)


def _stream(asked: Facts) -> Stream | None:
    id = row_id(str(asked.get("stream", "")))
    return db.session.get(Stream, id) if id else None


def _sid() -> str:
    return str(vars(request)["sid"])
