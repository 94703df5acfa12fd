"""Who speaks while a stream runs speaks of what they see, a little behind what is filmed."""

from datetime import UTC, datetime

from sqlalchemy import select

from community import clock
from community.chat.sockets import when_said
from community.db import db, insert_or, stored_if_possible
from community.realtime import Facts
from livestream.replay.models import SeenWhenSaid
from livestream.streams.models import Stream

FARTHEST = 60_000  # milliseconds behind: who looks farther back still talks with those who are there


@when_said
def keep_what_was_seen(message_id: int, room_id: int, asked: Facts) -> None:
    """`seen`: the moment of the film at which the browser was, in milliseconds since 1970."""
    seen, now = asked.get("seen"), int(clock.now().timestamp() * 1000)
    if type(seen) is not int or not _is_on_air(room_id):
        return
    moment = datetime.fromtimestamp(min(max(seen, now - FARTHEST), now) / 1000, UTC)
    with stored_if_possible():
        row = {"message_id": message_id, "seen_at": moment}
        db.session.execute(insert_or(SeenWhenSaid).values(row).on_conflict_do_nothing())


def _is_on_air(room_id: int) -> bool:
    runs = select(Stream.id).where(
        Stream.room_id == room_id, Stream.begun_at.is_not(None), Stream.ended_at.is_(None)
    )
    return db.session.scalar(runs.limit(1)) is not None
