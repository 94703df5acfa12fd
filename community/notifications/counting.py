"""How much is unread: counted from what still stands, so that it never tells of what is gone."""

from collections.abc import Callable, Collection
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import aliased

from community.contributions import Contribution
from community.db import db
from community.notifications.models import Cause, Notification

MOST = 100  # beyond it a badge says 99+
Readable = Callable[[Any, Any], ColumnElement[bool]]  # of a contribution, by the member of this id
_conditions: list[Readable] = []


def shown_if(call: Readable) -> Readable:
    """Declare what a contribution must be for a member to be told of it: (contribution, member id)."""
    _conditions.append(call)
    return call


def readable(it: Any, member_id: Any) -> ColumnElement[bool]:  # noqa: ANN401  an alias and a column, or a number
    """Neither hidden nor removed, and open to this reader."""
    own = [condition(it, member_id) for condition in _conditions]
    return and_(it.hidden_at.is_(None), it.removed_at.is_(None), *own)


def stands() -> ColumnElement[bool]:
    """News stands while what it is about can be read, and something of what caused it."""
    about, through = aliased(Contribution, flat=True), aliased(Contribution, flat=True)
    open_to_me = select(about.id).where(
        about.id == Notification.about_id, readable(about, Notification.member_id)
    )
    causes = (
        select(Cause.id)
        .outerjoin(through, through.id == Cause.through_id)
        .where(Cause.notification_id == Notification.id)
        .where(or_(Cause.through_id.is_(None), readable(through, Notification.member_id)))
    )
    return and_(or_(Notification.about_id.is_(None), open_to_me.exists()), causes.exists())


def unread_ids(member_id: Any) -> Select[int]:  # noqa: ANN401  a number or a parameter
    return select(Notification.id).where(
        Notification.member_id == member_id, Notification.read_at.is_(None), Notification.shown, stands()
    )


def unread_of(member_ids: Collection[int]) -> dict[int, int]:
    """How much is unread, of each of these."""
    if not member_ids:
        return {}
    counted = (
        select(Notification.member_id, func.count())
        .where(Notification.member_id.in_(member_ids), Notification.read_at.is_(None))
        .where(Notification.shown, stands())
        .group_by(Notification.member_id)
    )
    found = {member_id: min(number, MOST) for member_id, number in db.session.execute(counted)}
    return {member_id: found.get(member_id, 0) for member_id in member_ids}
