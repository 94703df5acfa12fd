"""Who belongs to a room, and who of them is here now."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import aliased

from community.chat.models import Kind, Membership, Post, Room
from community.db import db
from community.engagement.standing import Standing
from community.members import Member
from community.profiles.findable import found_by
from community.profiles.worn import tier_shown_to

MOST = 500


def people_in(room: Room, me: Member) -> Sequence[Any]:
    """Its keepers first, then by name. Who belongs to it sees all; who only looks, whom they may find."""
    mine = aliased(Membership)
    belongs = exists().where(mine.room_id == room.id, mine.member_id == me.id)
    return db.session.execute(
        select(Member.handle, Member.name, Member.portrait, tier_shown_to(me.id), Membership.role)
        .join(Membership, and_(Membership.member_id == Member.id, Membership.room_id == room.id))
        .outerjoin(Standing, Standing.member_id == Member.id)
        .where(or_(belongs, found_by(me.id)))
        .order_by(Membership.role != Post.OWNER, Member.name)
        .limit(MOST)
    ).all()


def partner_of(room: Room, me: Member) -> Member | None:
    """The other one of two."""
    if room.kind is not Kind.DIRECT:
        return None
    others = select(Member).join(Membership, Membership.member_id == Member.id)
    return db.session.scalar(others.where(Membership.room_id == room.id, Member.id != me.id))
