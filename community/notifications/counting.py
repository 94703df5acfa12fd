"""How much is unread: counted from what still stands, so that it never tells of what is gone."""

from collections.abc import Collection
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import aliased

from community.audience import open_to
from community.contributions import Contribution
from community.db import db, rows
from community.notifications.kinds import BETWEEN_US
from community.notifications.models import Cause, Notification
from community.statements import among, one_of

MOST = 100  # beyond it a badge says 99+


def readable(it: Any, member_id: Any) -> ColumnElement[bool]:  # noqa: ANN401  an alias and a column, or a number
    """Not removed, and open to this reader. What was hidden is there for its author alone."""
    shown = and_(it.published_at.is_not(None), it.hidden_at.is_(None), open_to(member_id, it))
    return and_(it.removed_at.is_(None), or_(it.author_id == member_id, shown))


def stands() -> ColumnElement[bool]:
    """News stands while what it is about can be read, and something of what caused it.

    It names its reader once more (`it`): a condition may look no further than to the query around it.
    """
    about, it = aliased(Contribution, flat=True), aliased(Notification)
    open_to_me = (
        select(it.id)
        .join(about, about.id == it.about_id)
        .where(it.id == Notification.id, about.removed_at.is_(None))
        .where(or_(one_of(it.kind, BETWEEN_US) & about.hidden_at.is_(None), readable(about, it.member_id)))
    )
    through = aliased(Contribution, flat=True)
    causes = (
        select(Cause.id)
        .outerjoin(through, through.id == Cause.through_id)
        .where(Cause.notification_id == Notification.id, is_there(through))
    )
    return and_(or_(Notification.about_id.is_(None), open_to_me.exists()), causes.exists())


def is_there(through: Any) -> ColumnElement[bool]:  # noqa: ANN401  an alias, outer joined
    """What was added to a thing is read by whoever reads the thing, unless it was taken away."""
    return and_(through.hidden_at.is_(None), through.removed_at.is_(None))


def unread(member_id: Any) -> Any:  # noqa: ANN401  a number or a parameter; a scalar subquery for pages
    """How much is unread, counted no further than a badge tells."""
    some = (
        select(Notification.id)
        .where(Notification.member_id == member_id, Notification.read_at.is_(None))
        .where(Notification.shown, stands())
        .limit(MOST)
        .subquery()
    )
    return select(func.count()).select_from(some).scalar_subquery()


def unread_of(member_ids: Collection[int]) -> dict[int, int]:
    """How much is unread, of each of these."""
    if not member_ids:
        return {}
    db.session.flush()
    counted = rows(_counted(), {"ids": list(member_ids)})
    found: dict[int, int] = {member_id: min(number, MOST) for member_id, number in counted}
    return {member_id: found.get(member_id, 0) for member_id in member_ids}


@cache
def _counted() -> Select[int, int]:
    """Put together once, when every room has said what may be read."""
    return (
        select(Notification.member_id, func.count())
        .where(among(Notification.member_id, "ids"), Notification.read_at.is_(None))
        .where(Notification.shown, stands())
        .group_by(Notification.member_id)
    )
