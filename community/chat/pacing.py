"""A slow room: each member speaks once in a while, those who keep it whenever they need to."""

import math
from datetime import timedelta

from flask_babel import ngettext
from sqlalchemy import bindparam, select, update

from community import clock
from community.chat.models import Message, Room
from community.contributions import Contribution
from community.db import Refusal, db, rows, transaction
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
        room.slow_seconds = max(pace for pace in PACES if pace <= max(0, seconds))
        threads = update(Room).where(Room.parent_id == room.id)
        db.session.execute(threads.values(slow_seconds=room.slow_seconds))


def not_too_soon(room: Room, by: Member) -> None:
    if not room.slow_seconds or may(by, "hurry", room):
        return
    last = rows(_last, {"room": room.id, "by": by.id})
    wait = last[0].created_at + timedelta(seconds=room.slow_seconds) - clock.now() if last else timedelta()
    if wait > timedelta():
        raise TooSoon(wait)
