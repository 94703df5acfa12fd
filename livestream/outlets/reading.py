"""Where a stream goes besides, and how each way stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, Select, and_, select

from community.contributions import Audience
from community.db import db
from livestream.outlets.models import Outlet, OutletLine
from livestream.outlets.states import LineState, Trouble
from livestream.streams.models import Stream


@dataclass(frozen=True)
class Way:
    """Of one stream to one outlet. `moved_at`: since when it stands so."""

    id: int
    name: str
    state: LineState
    trouble: Trouble | None = None
    moved_at: datetime | None = None
    again_at: datetime | None = None
    tries: int = 0
    failed_since: datetime | None = None


@dataclass(frozen=True)
class Carried:
    """The stream that goes to an outlet now, and how its way stands."""

    title: str
    url: str
    way: Way


def goes_out(it: Stream) -> bool:
    """Only what is for all members: outside nobody is of a tier."""
    return it.audience is Audience.MEMBERS


def ways_of(it: Stream) -> list[Way]:
    """To the outlets that are not paused, in the order in which they were added."""
    if not goes_out(it):
        return []
    line = and_(OutletLine.outlet_id == Outlet.id, OutletLine.stream_id == it.id)
    columns = select(Outlet.id, Outlet.name, OutletLine).outerjoin(OutletLine, line)
    rows = db.session.execute(columns.where(Outlet.paused_at.is_(None)).order_by(Outlet.id)).all()
    taken = carried()
    return [_way(id, name, line, is_taken=taken.get(id) not in {None, it.id}) for id, name, line in rows]


def carried() -> dict[int, int]:
    """Which stream each outlet carries now: of all that might go there, the one that began first."""
    found: dict[int, int] = {}
    for row in db.session.execute(_wishes()):
        found.setdefault(row.outlet_id, row.stream_id)
    return found


def carried_ways() -> dict[int, Carried]:
    """By outlet."""
    now = carried()
    those = Stream.id.in_(set(now.values()))
    streams = {it.id: it for it in db.session.scalars(select(Stream).where(those))}
    lines = db.session.scalars(select(OutletLine).where(OutletLine.stream_id.in_(streams)))
    ways = {(line.stream_id, line.outlet_id): line for line in lines}
    return {
        outlet: Carried(it.title, it.url, _way(outlet, "", ways.get((stream, outlet)), is_taken=False))
        for outlet, stream in now.items()
        if (it := streams.get(stream))
    }


def _way(id: int, name: str, line: OutletLine | None, *, is_taken: bool) -> Way:
    if line and line.off_at:
        return Way(id, name, LineState.OFF, moved_at=line.off_at)
    if is_taken:
        return Way(id, name, LineState.TAKEN)
    if not line:
        return Way(id, name, LineState.READY)
    since = None if line.state is LineState.SENDING else line.failed_since
    return Way(id, name, line.state, line.trouble, line.moved_at, line.again_at, line.tries, since)


def _wishes() -> Select[int, int]:
    """Streams that run and outlets to which they may go, the oldest stream first."""
    line = and_(OutletLine.outlet_id == Outlet.id, OutletLine.stream_id == Stream.id)
    pairs = select(Outlet.id.label("outlet_id"), Stream.id.label("stream_id")).select_from(Stream)
    runs = (Stream.begun_at.is_not(None), Stream.ended_at.is_(None))
    seen = (Stream.removed_at.is_(None), Stream.hidden_at.is_(None), Stream.audience == Audience.MEMBERS)
    free = (Outlet.paused_at.is_(None), OutletLine.off_at.is_(None))
    joined = pairs.join(Outlet, Outlet.id > 0).outerjoin(OutletLine, line)
    return joined.where(*runs, *seen, *free).order_by(Stream.begun_at, Stream.id)


def rows_of_all() -> list[tuple[object, ...]]:
    """What moves at all ways of streams that run, to be compared."""
    of_lines = rows_of([*set(carried().values())])
    outlets = select(Outlet.id, Outlet.paused_at, Outlet.is_tried, Outlet.tried_at).order_by(Outlet.id)
    return [*map(tuple, of_lines), *map(tuple, db.session.execute(outlets)), tuple(carried().items())]


def rows_of(stream_ids: Sequence[int]) -> Sequence[Row[int, int, LineState, datetime]]:
    """What moves at the ways of several streams, to be compared."""
    columns = select(OutletLine.stream_id, OutletLine.outlet_id, OutletLine.state, OutletLine.moved_at)
    those = columns.where(OutletLine.stream_id.in_(stream_ids))
    return db.session.execute(those.order_by(OutletLine.stream_id, OutletLine.outlet_id)).all()
