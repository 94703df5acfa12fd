"""Whom one comes upon by name: search, completion and lists of members ask here.

Where a member is not found nothing tells that she is there: she is neither shown nor counted.
"""

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, or_
from sqlalchemy.orm import aliased

from community.audience import OVERSEEING, Who, has_role
from community.following import Follow
from community.members import Member
from community.quiet.models import LetterBox, OpenTo


def found_by(me: Who, it: Any = Member) -> ColumnElement[bool]:  # noqa: ANN401  or an alias of it
    """For queries: members whom `me` may come upon. Who keeps order comes upon everybody."""
    box, follow = aliased(LetterBox), aliased(Follow)
    known = exists().where(follow.follower_id == it.id, follow.followed_id == me)
    hides = exists().where(
        box.member_id == it.id,
        box.found_by != OpenTo.EVERYBODY,
        ~and_(box.found_by == OpenTo.FOLLOWED, known),
    )
    return or_(~hides, it.id == me, has_role(me, OVERSEEING))
