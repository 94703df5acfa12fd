"""The tier beside a name: whatever shows a member to another asks here whether she wears it before them.

To whom it is not shown she looks like everybody who has none. The score itself is shown to nobody.
"""

from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, or_
from sqlalchemy.orm import aliased

from community.audience import STAFF, Who, has_role
from community.engagement.standing import Standing
from community.following import Follow
from community.quiet.models import LetterBox, OpenTo


def tier_shown_to(me: Who) -> ColumnElement[Any]:
    """For queries that have joined the Standing of whom they show. Those who run the club see every tier."""
    box, follow = aliased(LetterBox), aliased(Follow)
    whom = Standing.member_id
    known = exists().where(follow.follower_id == whom, follow.followed_id == me)
    keeps_it = exists().where(
        box.member_id == whom,
        box.tier_for != OpenTo.EVERYBODY,
        ~and_(box.tier_for == OpenTo.FOLLOWED, known),
    )
    return case((or_(~keeps_it, whom == me, has_role(me, STAFF)), Standing.tier)).label("tier")


def tier_shown_to_all() -> ColumnElement[Any]:
    """The same for what is told to many at once, of whom nobody knows whom she follows."""
    box = aliased(LetterBox)
    keeps_it = exists().where(box.member_id == Standing.member_id, box.tier_for != OpenTo.EVERYBODY)
    return case((~keeps_it, Standing.tier)).label("tier")
