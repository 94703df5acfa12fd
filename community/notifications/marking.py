"""What one has read is read on every device."""

import re
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select, update

from community import clock
from community.contributions import Contribution
from community.db import db, insert_or, stored_if_possible, transaction
from community.members import Member
from community.notifications.counting import unread_of
from community.notifications.models import Muted, Notification
from community.notifications.notifying import tell_count
from community.permissions import require

THING = re.compile(r"^/[a-z]+/(\d{1,9})(?:-|$)")  # an address that holds the id of a contribution
HOME = "/"  # no news is told of it, and it is opened more often than any other page


def mark_read(me: Member, ids: Collection[int]) -> int:
    """Answers how much is still unread. What is not hers is passed over."""
    return _mark(me, Notification.id.in_(ids))


def mark_all_read(me: Member, until: datetime) -> int:
    """What came after `until`, while she was looking, stays unread."""
    return _mark(me, Notification.at <= until)


def opened(me: Member, path: str) -> None:
    """A page is seen: what the bell had to say of it is read. Writes only where there was something."""
    if path == HOME:
        return
    thing = THING.match(path)
    here = [Notification.path == path] + ([Notification.about_id == int(thing[1])] if thing else [])
    waiting = select(Notification.id).where(
        Notification.member_id == me.id, Notification.read_at.is_(None), or_(*here)
    )
    if ids := db.session.scalars(waiting).all():
        with stored_if_possible():
            mark_read(me, ids)


def mute(me: Member, it: Contribution) -> None:
    """No more news of this; what there is, is read."""
    require(me, "read", it)
    with transaction():
        row = {"member_id": me.id, "about_id": it.id, "at": clock.now()}
        db.session.execute(insert_or(Muted).values(row).on_conflict_do_nothing())
        _mark(me, Notification.about_id == it.id)


def unmute(me: Member, about_id: int) -> None:
    with transaction():
        if muted := db.session.get(Muted, (me.id, about_id)):
            db.session.delete(muted)


def _mark(me: Member, which: ColumnElement[bool]) -> int:
    with transaction():
        db.session.execute(
            update(Notification)
            .where(Notification.member_id == me.id, Notification.read_at.is_(None), which)
            .values(read_at=clock.now()),
            execution_options={"synchronize_session": False},
        )
        tell_count([me.id])
        return unread_of([me.id])[me.id]
