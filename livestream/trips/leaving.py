"""A member leaves the club: a trip she planned is planned by another from then on."""

from sqlalchemy import select

from community.db import db
from community.leaving.erasing import before_leaving
from community.members import Member
from livestream.trips.models import Trip
from livestream.trips.rules import PLAN


@before_leaving
def hand_over_trips(member: Member) -> int:
    """To its host, else to whoever runs the programme longest: it is the club's, and others follow it."""
    planned = select(Trip).where(Trip.author_id == member.id, Trip.removed_at.is_(None))
    others = select(Member).where(
        Member.role.in_(PLAN), Member.id != member.id, Member.suspended_at.is_(None), Member.left_at.is_(None)
    )
    heir = db.session.scalar(others.order_by(Member.joined_at, Member.id).limit(1))
    for hosted in db.session.scalars(select(Trip).where(Trip.host_id == member.id)).all():
        hosted.host_id = None
    count = 0
    for it in db.session.scalars(planned).all():
        if next_one := it.host or heir:
            it.author_id = next_one.id
            it.version += 1
            count += 1
    return count
