"""Who follows whom: what those I follow publish comes home to me."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, CompoundSelect, ForeignKey, Select, select
from sqlalchemy.orm import Mapped, mapped_column

from community import clock
from community.belonging import ABOUT, OWN
from community.db import Model, db, transaction
from community.engagement.activity import Activity, Deed
from community.engagement.record import record, take_back
from community.members import Member
from community.permissions import require


class Follow(Model):
    __tablename__ = "follow"
    __table_args__ = (CheckConstraint("follower_id <> followed_id", name="not_oneself"),)

    follower_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, info=OWN)
    followed_id: Mapped[int] = mapped_column(
        ForeignKey("member.id"), primary_key=True, index=True, info=ABOUT
    )
    at: Mapped[datetime] = mapped_column(default=clock.now)


def follow(whom: Member, by: Member) -> None:
    require(by, "follow", whom)
    with transaction():
        if not db.session.get(Follow, (by.id, whom.id)):
            db.session.add(Follow(follower_id=by.id, followed_id=whom.id))
            record(Deed.MEMBER_FOLLOWED, by=by, to=whom)


def unfollow(whom: Member, by: Member) -> None:
    require(by, "unfollow", whom)
    with transaction():
        if follow := db.session.get(Follow, (by.id, whom.id)):
            db.session.delete(follow)
            if key := db.session.scalar(_last_time(whom, by)):
                take_back(key, by)


def followed_by(me: Any) -> CompoundSelect[int]:  # noqa: ANN401  a parameter that has its type
    """Ids of those whom a member follows, and her own: what they publish comes home to her."""
    theirs = select(Follow.followed_id).where(Follow.follower_id == me)
    return theirs.union_all(select(me))


def _last_time(whom: Member, by: Member) -> Select[str]:
    """The key of the deed that stands. A seed may have drawn a follow without one."""
    told = (Activity.deed == Deed.MEMBER_FOLLOWED, Activity.reverses.is_(None))
    those_two = (Activity.member_id == by.id, Activity.counterparty_id == whom.id)
    return select(Activity.key).where(*told, *those_two).order_by(Activity.id.desc()).limit(1)
