"""Members found by how their names begin, while somebody is naming them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, Select, func, or_, select

from community.db import db
from community.engagement.standing import Standing
from community.following import Follow
from community.members import Member
from community.profiles.findable import found_by
from community.profiles.worn import tier_shown_to

LONGEST = 100  # characters that are looked for; no name is longer


def beginning_with(begun: str, me: Member, limit: int) -> Sequence[Row[Any]]:
    """Handles that begin so, names in which a word does; those `me` follows first, then by handle."""
    wanted = begun[:LONGEST].lower()
    name = func.lower(Member.name)
    columns: Select[*tuple[Any, ...]] = select(
        Member.handle, Member.name, Member.portrait, tier_shown_to(me.id)
    )
    found = (
        columns.outerjoin(Standing, Standing.member_id == Member.id)
        .outerjoin(Follow, (Follow.followed_id == Member.id) & (Follow.follower_id == me.id))
        .where(
            Member.suspended_at.is_(None),
            found_by(me.id),
            or_(
                Member.handle.startswith(wanted, autoescape=True),
                name.startswith(wanted, autoescape=True),
                name.contains(f" {wanted}", autoescape=True),
            ),
        )
        .order_by(Follow.at.is_(None), Member.handle)
        .limit(limit)
    )
    return db.session.execute(found).all()
