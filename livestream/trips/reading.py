"""What pages and programs read of trips, in columns."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select

from community import clock
from community.audience import readable_by
from community.coauthors import names_of_others
from community.contributions import CoAuthor
from community.db import db
from community.members import Member
from community.permissions import may
from livestream.trips.models import Trip, TripFollower

PAGE = 12
Rows = Sequence[Row[Any]]


class Shelves(NamedTuple):
    """Those not shown yet; under way, the last begun first; to come, the next first; past, the last first."""

    drafts: Rows
    now: Rows
    coming: Rows
    past: Rows
    more: int | None  # the page of older ones


def shelves(me: Member, page: int = 1) -> Shelves:
    moment = clock.now()
    seen = trips_for(me).where(readable_by(me.id, Trip))
    past = seen.where(Trip.ends_at <= moment).order_by(Trip.ends_at.desc(), Trip.id.desc())
    found = db.session.execute(past.limit(PAGE + 1).offset((page - 1) * PAGE)).all()
    under_way = seen.where(Trip.begins_at <= moment, Trip.ends_at > moment)
    coming = seen.where(Trip.begins_at > moment)
    return Shelves(
        drafts=_rows(trips_for(me).where(_unseen_by(me)).order_by(Trip.begins_at)),
        now=_rows(under_way.order_by(Trip.begins_at.desc())),
        coming=_rows(coming.order_by(Trip.begins_at)),
        past=found[:PAGE],
        more=page + 1 if len(found) > PAGE else None,
    )


def trips_for(me: Member) -> Select[Any]:
    followers = select(func.count()).where(TripFollower.trip_id == Trip.id).scalar_subquery()
    mine = select(TripFollower.trip_id).where(
        TripFollower.trip_id == Trip.id, TripFollower.member_id == me.id
    )
    columns: Select[*tuple[Any, ...]] = select(
        Trip.id,
        Trip.title,
        Trip.slug,
        Trip.excerpt,
        Trip.cover,
        Trip.place,
        Trip.time_zone,
        Trip.begins_at,
        Trip.ends_at,
        Trip.audience,
        Trip.disclosure,
        Trip.sponsor,
        Trip.published_at,
        names_of_others().label("travellers"),
        followers.label("followers"),
        mine.exists().label("followed"),
    )
    return columns


def followers_of(it: Trip) -> int:
    count = select(func.count()).where(TripFollower.trip_id == it.id)
    return db.session.scalar(count) or 0


def _unseen_by(me: Member) -> ColumnElement[bool]:
    """Not shown yet: seen by those who plan, its host, and whoever is asked to come along."""
    unseen = and_(Trip.published_at.is_(None), Trip.removed_at.is_(None), Trip.hidden_at.is_(None))
    if may(me, "plan", Trip):
        return unseen
    asked = select(CoAuthor.member_id).where(CoAuthor.contribution_id == Trip.id, CoAuthor.member_id == me.id)
    return and_(unseen, or_(Trip.host_id == me.id, asked.exists()))


def _rows(columns: Select[Any]) -> Rows:
    return db.session.execute(columns.limit(PAGE * 2)).all()
