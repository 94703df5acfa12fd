"""A badge is renewed by recent work that was well received; its owner hears how it stands a month before."""

from sqlalchemy import select

from community import clock
from community.db import db, transaction
from community.jobs import nightly
from posts.bloggers.criteria import are_met, to_stay
from posts.bloggers.deciding import end
from posts.bloggers.models import LASTS, SOON, Badge
from posts.bloggers.telling import tell_member


@nightly
def look_at_badges() -> None:
    """Each in a transaction of its own: one that fails stops no other."""
    near = Badge.ended_at.is_(None) & (Badge.ends_at < clock.now() + SOON)
    for member_id in db.session.scalars(select(Badge.member_id).where(near)).all():
        with transaction():
            badge = db.session.get_one(Badge, member_id, with_for_update=True)
            _look_at(badge)


def _look_at(badge: Badge) -> None:
    now = clock.now()
    if badge.ends_at <= now and are_met(to_stay(badge.member)):
        badge.ends_at, badge.told_at = now + LASTS, None
        tell_member(badge.member_id, "badge_renewed")
    elif badge.ends_at <= now:
        end(badge)
    elif not badge.told_at:
        badge.told_at = now
        tell_member(badge.member_id, "badge_ends")
