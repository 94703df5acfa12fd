"""Members whom the club asks to go live, besides bloggers and its own team."""

from collections.abc import Sequence

from sqlalchemy import select

from community.db import db, transaction
from community.members import Member
from community.permissions import require
from livestream.streams.models import Broadcaster


def choose(whom: Member, by: Member) -> None:
    require(by, "choose", Broadcaster)
    with transaction():
        if not db.session.get(Broadcaster, whom.id):
            db.session.add(Broadcaster(member_id=whom.id, chosen_by_id=by.id))


def dismiss(whom: Member, by: Member) -> None:
    """What they send just now ends with it."""
    require(by, "choose", Broadcaster)
    with transaction():
        if it := db.session.get(Broadcaster, whom.id):
            db.session.delete(it)


def chosen() -> Sequence[Broadcaster]:
    there = (
        select(Broadcaster).join(Member, Member.id == Broadcaster.member_id).where(Member.left_at.is_(None))
    )
    return db.session.scalars(there.order_by(Member.name)).unique().all()
