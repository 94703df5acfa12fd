"""Who belongs to a room, and who of them is here now."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import and_, select

from community.chat.models import Kind, Membership, Post, Room
from community.db import db
from community.engagement.standing import Standing
from community.members import Member

MOST = 500


def people_in(room: Room) -> Sequence[Any]:
    """Its keepers first, then by name."""
    return db.session.execute(
        select(Member.handle, Member.name, Member.portrait, Standing.tier, Membership.role)
        .join(Membership, and_(Membership.member_id == Member.id, Membership.room_id == room.id))
        .outerjoin(Standing, Standing.member_id == Member.id)
        .order_by(Membership.role != Post.OWNER, Member.name)
        .limit(MOST)
    ).all()


def partner_of(room: Room, me: Member) -> Member | None:
    """The other one of two."""
    if room.kind is not Kind.DIRECT:
        return None
    others = select(Member).join(Membership, Membership.member_id == Member.id)
    return db.session.scalar(others.where(Membership.room_id == room.id, Member.id != me.id))
