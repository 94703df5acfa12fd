"""What the process that takes streams in asks of the club about outlets, and tells it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import or_, select

from community import clock
from community.db import db, transaction
from community.permissions import may
from livestream.outlets import warning
from livestream.outlets.models import Outlet, OutletLine
from livestream.outlets.reading import carried
from livestream.outlets.states import Failed, LineState, Trouble
from livestream.outlets.targeting import target_of
from livestream.outlets.targets import Target
from livestream.streams.models import Stream

Way = tuple[int, int]  # a stream and an outlet


def wanted() -> dict[Way, datetime]:
    """What is to be sent where, and since when: lines from before that end. Tells of what fails for long."""
    warning.look()
    now = carried()
    streams = db.session.scalars(select(Stream).where(Stream.id.in_(set(now.values())))).all()
    hosted = {it.id for it in streams if may(it.author, "host", it)}
    there = {it.id: it.changed_at for it in db.session.scalars(select(Outlet).where(Outlet.id.in_(now)))}
    again = _switched_on(now.values())
    return {
        way: max(there[outlet], again.get(way, there[outlet]))
        for outlet, stream in now.items()
        if stream in hosted and (way := (stream, outlet))
    }


def _switched_on(stream_ids: Iterable[int]) -> dict[Way, datetime]:
    """Since when, of the ways that were off before."""
    columns = select(OutletLine.stream_id, OutletLine.outlet_id, OutletLine.on_since)
    those = columns.where(OutletLine.stream_id.in_(set(stream_ids)), OutletLine.on_since.is_not(None))
    return {(row.stream_id, row.outlet_id): row.on_since for row in db.session.execute(those)}


def target(stream_id: int, outlet_id: int) -> Target:
    """Raises Failed."""
    if not (it := db.session.get(Outlet, outlet_id)):
        raise Failed(Trouble.BROKEN)
    return target_of(it, stream_id)


def note(
    way: Way, state: LineState, trouble: Trouble | None = None, tries: int = 0, pause: float = 0
) -> None:
    """`pause`: seconds until the next try. What has gone meanwhile has no line."""
    now = clock.now()
    with transaction():
        if not (line := _line(*way)):
            return
        line.state, line.trouble, line.moved_at, line.tries = state, trouble, now, tries
        line.again_at = now + timedelta(seconds=pause) if pause else None
        if state is LineState.WAITING and trouble is not Trouble.RESHAPED:
            warning.fails(line)
        elif state is LineState.READY:
            warning.carries(line)


def _line(stream_id: int, outlet_id: int) -> OutletLine | None:
    if it := db.session.get(OutletLine, (stream_id, outlet_id)):
        return it
    stream, outlet = db.session.get(Stream, stream_id), db.session.get(Outlet, outlet_id)
    if not stream or not outlet:
        return None
    it = OutletLine(stream_id=stream.id, outlet_id=outlet.id)
    db.session.add(it)
    return it


def nothing_is_sent() -> None:
    """Of what stood there when the last process ended."""
    with transaction():
        stands = or_(OutletLine.state != LineState.READY, OutletLine.failed_since.is_not(None))
        for line in db.session.scalars(select(OutletLine).where(stands)).all():
            line.state, line.trouble, line.again_at, line.tries = LineState.READY, None, None, 0
            warning.carries(line)
