"""How a stream stands, for cards and results. Streams have a room beside this one: we name their table."""

from sqlalchemy import ColumnElement, case, column, null, table

stream = table("stream", *map(column, ("id", "begun_at", "resting_since", "ended_at", "seconds")))
_own = stream.c
air: ColumnElement[str | None] = case(
    (_own.id.is_(None), null()),
    (_own.ended_at.is_not(None), "ended"),
    (_own.begun_at.is_(None), "announced"),
    (_own.resting_since.is_not(None), "resting"),
    else_="live",
).label("air")
