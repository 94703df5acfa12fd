"""How a trip is found: by its name, its place, its words, and what it stops at."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import select

from community.contributions import Audience
from community.db import db
from community.search import Document, part, searchable
from livestream.trips.models import Stop, Trip


def trips(ids: Sequence[int]) -> Iterable[Document]:
    there = select(Trip.id, Trip.title, Trip.place, Trip.text, Trip.cover).add_columns(
        Trip.published_at, Trip.author_id, Trip.audience
    )
    is_shown = (Trip.published_at.is_not(None), Trip.hidden_at.is_(None), Trip.removed_at.is_(None))
    stops = _stops_of(ids)
    for it in db.session.execute(there.where(Trip.id.in_(ids), *is_shown)):
        text = " · ".join(filter(None, [it.place, it.text, *stops[it.id]]))
        facts = ["has:photo"] if it.cover else []
        facts += [f"for:{it.audience}"] if it.audience is not Audience.MEMBERS else []
        yield Document("trip", it.id, it.title, text, it.published_at, it.author_id, facts=facts)


def _stops_of(ids: Sequence[int]) -> dict[int, list[str]]:
    named: dict[int, list[str]] = defaultdict(list)
    stops = select(Stop.trip_id, Stop.name, Stop.text).where(Stop.trip_id.in_(ids)).order_by(Stop.begins_at)
    for stop in db.session.execute(stops):
        named[stop.trip_id].append(f"{stop.name} {stop.text}".strip())
    return named


searchable("trip", Trip, trips, watch={"place", "text", "cover"}, called=["trips"])
part("trip", Stop, {"name", "text"}, lambda it: it.trip_id)
