"""The live curve: the most who watched at one time, minute by minute, as it is counted."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from community import clock
from community.db import db, insert_or
from livestream.figures.models import StreamMinute
from livestream.streams.models import Stream
from livestream.streams.watching import when_counted

LONGEST = 12 * 60  # minutes that are drawn


@when_counted
def keep_the_minute(stream_id: int, here: int) -> None:
    begun = db.session.scalar(select(Stream.begun_at).where(Stream.id == stream_id))
    if not begun:
        return
    row = {"stream_id": stream_id, "minute": _minute(begun), "viewers": here}
    insert = insert_or(StreamMinute).values(row)
    db.session.execute(
        insert.on_conflict_do_update(
            index_elements=["stream_id", "minute"],
            set_={"viewers": insert.excluded.viewers},
            where=StreamMinute.viewers < insert.excluded.viewers,
        ),
        execution_options={"synchronize_session": False},
    )


def curve_of(it: Stream) -> Sequence[int]:
    """From its first minute to the last in which anybody watched; in those not counted nobody did."""
    counted = select(StreamMinute.minute, StreamMinute.viewers).where(StreamMinute.stream_id == it.id)
    of = {row.minute: row.viewers for row in db.session.execute(counted.order_by(StreamMinute.minute))}
    return [of.get(minute, 0) for minute in range(min(max(of, default=-1) + 1, LONGEST))]


def _minute(begun: datetime) -> int:
    return max(0, int((clock.now() - begun).total_seconds() // 60))
