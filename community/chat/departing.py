"""Who left a closed room, or was removed, hears no more of it, whichever web process holds their line."""

from datetime import timedelta

from sqlalchemy import delete, exists, select

from community import clock
from community.chat import telling
from community.chat.models import Departure, Membership, Room
from community.db import db, transaction
from community.jobs import nightly
from community.realtime import looks_often

BACK = timedelta(seconds=10)  # looked at again, for whoever came in just that moment
REMEMBERED = timedelta(hours=1)


def departs(room: Room, member_id: int) -> None:
    """From a closed room. Must be called inside a transaction."""
    db.session.add(Departure(room_id=room.id, member_id=member_id, at=clock.now()))


@looks_often
def part_departed() -> None:
    """Each web process knows its own lines alone; a seat that was given again is kept."""
    back = exists().where(
        Membership.room_id == Departure.room_id, Membership.member_id == Departure.member_id
    )
    left = select(Departure.room_id, Departure.member_id).where(Departure.at > clock.now() - BACK, ~back)
    for room_id, member_id in db.session.execute(left).all():
        threads = db.session.scalars(select(Room.id).where(Room.parent_id == room_id))
        telling.let_go([room_id, *threads], member_id)


@nightly
def forget_departures() -> None:
    with transaction():
        db.session.execute(delete(Departure).where(Departure.at < clock.now() - REMEMBERED))
