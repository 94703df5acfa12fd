"""Who is watching just now: members, each once, however many browsers they have and processes there are."""

import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Row, Select, func, select, update

from community import clock
from community.db import db, insert_or, stored_if_possible
from community.realtime import looks_often, tell, tell_counts, when_gone
from livestream.streams.models import State, Stream, StreamViewer

EVERY = 5.0  # seconds between two counts
APART = timedelta(seconds=4)  # what two sightings are at least, if both count: no look is on the dot
HERE = timedelta(seconds=15)  # after which who was not seen is gone
HOST = 0  # in place of a member: hears how it goes, and is no viewer
_here: dict[str, tuple[int, int]] = {}  # by the browser's line: a stream and a member
_told: dict[int, State] = {}
_counted_at = [0.0]
Counted = Callable[[int, int], object]
_counted: list[Counted] = []


def when_counted(call: Counted) -> Counted:
    """Declare what else is kept of a count: the stream, and who are here. Called inside the transaction."""
    _counted.append(call)
    return call


def room_of(stream_id: int) -> str:
    return f"stream:{stream_id}"


def come(sid: str, stream_id: int, member_id: int) -> None:
    _here[sid] = (stream_id, member_id)


def know(stream_id: int, state: State) -> None:
    """What whoever came has been told; how it moves before the next look is told them, too."""
    _told.setdefault(stream_id, state)


@when_gone
def go(sid: str) -> None:
    stream_id, _member = _here.pop(sid, (0, 0))
    if not any(there == stream_id for there, _member in _here.values()):
        _told.pop(stream_id, None)


def viewers_of(stream_id: int) -> int:
    seen = select(func.count()).where(StreamViewer.stream_id == stream_id)
    return db.session.scalar(seen.where(StreamViewer.seen_at > clock.now() - HERE)) or 0


@looks_often
def look() -> None:
    """At what changed for those who watch here; what nobody watches is not looked at."""
    ids = {stream_id for stream_id, _member in _here.values()}
    if not ids:
        return
    states = {it.id: it.state for it in db.session.scalars(select(Stream).where(Stream.id.in_(ids)))}
    for stream_id, state in states.items():
        if _told.get(stream_id, state) is not state:
            tell(room_of(stream_id), "stream.moved", {"stream": stream_id, "state": state})
    _told.update(states)
    if time.monotonic() - _counted_at[0] > EVERY:
        _counted_at[0] = time.monotonic()
        count({id for id, state in states.items() if state is State.LIVE})


def count(ids: set[int]) -> None:
    """Keeps who is here, and tells them and its host how many they are."""
    lines = {pair for pair in _here.values() if pair[0] in ids}
    if not lines:
        return
    if here := {pair for pair in lines if pair[1] != HOST}:
        _keep_all(here, ids)
    counts = {row.stream_id: row.here for row in _counts(ids)}
    for id in {stream_id for stream_id, _member in lines}:
        tell_counts(room_of(id), "stream.viewers", {"stream": id, "viewers": counts.get(id, 0)})


def _keep_all(here: set[tuple[int, int]], ids: set[int]) -> None:
    with stored_if_possible():
        _keep(here)
        for row in _counts(ids):
            peak = update(Stream).where(Stream.id == row.stream_id, Stream.peak < row.here)
            db.session.execute(peak.values(peak=row.here), execution_options={"synchronize_session": False})
            for call in _counted:
                call(row.stream_id, row.here)


def _keep(here: set[tuple[int, int]]) -> None:
    """Each sighting stands for the seconds until the next; of several processes' only one does."""
    now = clock.now()
    facts = {"first_at": now, "seen_at": now, "seconds": round(EVERY)}
    rows = [{"stream_id": stream, "member_id": member, **facts} for stream, member in sorted(here)]
    longer = {"seen_at": now, "seconds": StreamViewer.seconds + round(EVERY)}
    insert = insert_or(StreamViewer).values(rows)
    db.session.execute(
        insert.on_conflict_do_update(
            index_elements=["stream_id", "member_id"],
            set_=longer,
            where=StreamViewer.seen_at <= now - APART,
        ),
        execution_options={"synchronize_session": False},
    )


def _counts(ids: set[int]) -> Sequence[Row[Any]]:
    seen = (StreamViewer.stream_id.in_(ids), StreamViewer.seen_at > clock.now() - HERE)
    columns: Select[*tuple[Any, ...]] = select(StreamViewer.stream_id, func.count().label("here"))
    counting = columns.where(*seen)
    return db.session.execute(counting.group_by(StreamViewer.stream_id)).all()
