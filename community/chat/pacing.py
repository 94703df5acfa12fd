"""A slow room: each member speaks once in a while, those who keep it whenever they need to.

Newcomers speak slowly everywhere.
"""

import math
from datetime import timedelta

from flask import current_app
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import bindparam, select, update

from community import clock
from community.chat.keeping import note
from community.chat.models import Kind, Message, Room
from community.contributions import Contribution
from community.db import Refusal, db, rows, transaction
from community.measure import TooMuch, in_words, is_measured, is_new, wait_after
from community.members import Member
from community.permissions import may, require

PACES = (0, 10, 30, 60, 300, 900)  # seconds between two messages of one member
_message, _spine = Message.__table__.c, Contribution.__table__.c
_last = (
    select(_spine.created_at)
    .join(Message.__table__, _message.id == _spine.id)
    .where(_message.room_id == bindparam("room"), _message.writer_id == bindparam("by"))
    .order_by(_message.seq.desc())
    .limit(1)
)
_lately = (
    select(_spine.created_at)
    .join(Message.__table__, _message.id == _spine.id)
    .join(Room.__table__, Room.__table__.c.id == _message.room_id)
    .where(
        _message.writer_id == bindparam("by"),
        (Room.__table__.c.kind == Kind.DIRECT) == bindparam("privately"),
    )
    .order_by(_spine.id.desc())
    .limit(bindparam("most"))
)


class TooSoon(Refusal):
    """The room is slow, and the member spoke in it just now. `retry_after` is in seconds."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__()
        self.retry_after = max(1, math.ceil(wait.total_seconds()))

    def words(self) -> str:
        return ngettext(
            "This room is slow, so that all are heard. You can write again in %(num)d second.",
            "This room is slow, so that all are heard. You can write again in %(num)d seconds.",
            self.retry_after,
        )


def slow_down(room: Room, seconds: int, by: Member) -> None:
    """To one of PACES; nought is as quick as one types."""
    require(by, "keep", room)
    with transaction():
        before, room.slow_seconds = room.slow_seconds, max(pace for pace in PACES if pace <= max(0, seconds))
        if room.slow_seconds != before:
            note("room.slowed", room, by)
        threads = update(Room).where(Room.parent_id == room.id)
        db.session.execute(threads.values(slow_seconds=room.slow_seconds))


def not_too_soon(room: Room, by: Member) -> None:
    if not room.slow_seconds or may(by, "hurry", room):
        return
    last = rows(_last, {"room": room.id, "by": by.id})
    wait = clock.left_of(timedelta(seconds=room.slow_seconds), last[0].created_at) if last else None
    if wait:
        raise TooSoon(wait)


def newcomers_in_measure(by: Member, room: Room) -> None:
    """Between two, in whole letters; among several, one word after the other. Raises TooMuch."""
    if not (is_new(by) and is_measured(by)):
        return
    privately = room.kind is Kind.DIRECT
    slowly = [(1, current_app.config["NEWCOMER_CHAT_SECONDS"])]
    measures = current_app.config["NEWCOMER_LETTERS"] if privately else slowly
    most = max((count for count, _seconds in measures), default=0)
    said = rows(_lately, {"by": by.id, "privately": privately, "most": most})
    if wait := wait_after([row.created_at for row in said], measures):
        sentence = _(
            "Newcomers leave a little time between two messages. You can go on %(when)s.", when=in_words(wait)
        )
        raise TooMuch(sentence, wait)
