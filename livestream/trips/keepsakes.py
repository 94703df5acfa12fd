"""What those who travelled made of a stop: their stories, lists, tips and reviews, kept with it for good."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Row, Select, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from community import clock
from community.audience import readable_by
from community.belonging import ABOUT
from community.contributions import Contribution
from community.db import Model, Refusal, db, insert_or, transaction
from community.members import Member
from community.permissions import may, require
from livestream.trips.models import Stop, Trip
from livestream.trips.stops import before_it_goes

KINDS = ("story", "shopping_list", "tip", "review", "topic")
OFFERED, MOST = 40, 12
Rows = Sequence[Row[Any]]


class Keepsake(Model):
    __tablename__ = "trip_keepsake"

    stop_id: Mapped[int] = mapped_column(ForeignKey("trip_stop.id"), primary_key=True, info=ABOUT)
    contribution_id: Mapped[int] = mapped_column(
        ForeignKey("contribution.id"), primary_key=True, index=True, info=ABOUT
    )
    at: Mapped[datetime] = mapped_column(default=clock.now)


class NotToKeep(Refusal):
    """Only what one made oneself, and shows to others."""


class EnoughKept(Refusal):
    """A stop is no archive."""


def keep(stop: Stop, it: Contribution | None, by: Member) -> None:
    """Twice is once. Raises NotToKeep, EnoughKept."""
    require(by, "keep_at", stop)
    if not it or it.kind not in KINDS or not it.is_for_others or it.author_id != by.id:
        raise NotToKeep
    with transaction():
        if len(db.session.scalars(select(Keepsake.at).where(Keepsake.stop_id == stop.id)).all()) >= MOST:
            raise EnoughKept
        row = {"stop_id": stop.id, "contribution_id": it.id, "at": clock.now()}
        db.session.execute(insert_or(Keepsake).values(row).on_conflict_do_nothing())


def put_away(stop: Stop, it: Contribution, by: Member) -> None:
    """By whoever made it, and by those who plan the trip."""
    if it.author_id != by.id or not may(by, "keep_at", stop):
        require(by, "revise", stop.trip)
    with transaction():
        db.session.execute(delete(Keepsake).filter_by(stop_id=stop.id, contribution_id=it.id))


@before_it_goes
def forget_keepsakes(stop: Stop) -> None:
    db.session.execute(delete(Keepsake).where(Keepsake.stop_id == stop.id))


def keepsakes_of(it: Trip, me: Member) -> Mapping[int, Rows]:
    """By stop, what she may read of it, in the order in which it came."""
    kept = (
        _columns()
        .join(Keepsake, Keepsake.contribution_id == Contribution.id)
        .join(Stop, Stop.id == Keepsake.stop_id)
    )
    seen = kept.add_columns(Keepsake.stop_id).where(Stop.trip_id == it.id, readable_by(me.id))
    of: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in db.session.execute(seen.order_by(Keepsake.at, Contribution.id)):
        of[row.stop_id].append(row)
    return of


def offered_to(member: Member) -> Rows:
    """What she made and shows, the newest first."""
    own = _columns().where(Contribution.author_id == member.id, Contribution.kind.in_(KINDS))
    seen = own.where(readable_by(member.id)).order_by(Contribution.published_at.desc())
    return db.session.execute(seen.limit(OFFERED)).all()


def _columns() -> Select[Any]:
    columns: Select[*tuple[Any, ...]] = select(
        Contribution.id,
        Contribution.kind,
        Contribution.title,
        Contribution.slug,
        Contribution.cover,
        Contribution.author_id,
        Contribution.disclosure,
        Contribution.sponsor,
        Member.name,
        Member.handle,
    )
    return columns.select_from(Contribution).join(Member, Member.id == Contribution.author_id)
