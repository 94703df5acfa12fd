"""When a member is rung: one job at a time looks after all that waits for her, by mail and by push."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Executable, bindparam, or_, select

from community import clock
from community.db import change, db, insert_or, transaction
from community.entrance.sessions import SEEN_EVERY, Session
from community.jobs import at, job
from community.members import Member
from community.notifications.kinds import Channel, Channels
from community.notifications.mailing import MOST_BOUNCES, write_of
from community.notifications.models import Bell, Notification
from community.notifications.pushing import push_of
from community.notifications.quiet import silent_until

MAIL_WAITS = timedelta(minutes=15)  # for her to see it herself, and for more of the same
ACTIVE = SEEN_EVERY  # who was here since then sees the bell, and is left alone
LOOK_AGAIN = timedelta(minutes=5)
STALE = timedelta(days=1)  # older than this is no news: the digest tells it
LOST = timedelta(hours=1)  # a job that did not come by then comes no more


def ring_at(wanted: Mapping[int, Channels], now: datetime) -> None:
    """Must be called inside a transaction. Whoever is rung sooner anyway gets no second job."""
    rows: list[dict[str, Any]] = [
        {
            "member_id": id,
            "rings_at": now if Channel.PUSH in channels else now + MAIL_WAITS,
            "lost": now - LOST,
        }
        for id, channels in wanted.items()
    ]
    if not rows:
        return
    for row in change(_planned(db.engine.dialect.name), rows):
        at(row.rings_at, ring, row.member_id)


@cache
def _planned(_dialect: str) -> Executable:
    """Put together once for a kind of database; answers the rows whose bell was set."""
    insert = insert_or(Bell).values(member_id=bindparam("member_id"), rings_at=bindparam("rings_at"))
    sooner = or_(
        Bell.rings_at.is_(None),
        Bell.rings_at > insert.excluded.rings_at,
        Bell.rings_at < bindparam("lost", type_=Bell.rings_at.type),
    )
    planned: Executable = insert.on_conflict_do_update(
        index_elements=["member_id"], set_={"rings_at": insert.excluded.rings_at}, where=sooner
    ).returning(Bell.__table__.c.member_id, Bell.__table__.c.rings_at)
    return planned


@job
def ring(member_id: int) -> None:
    """What is due goes out, unless she is here or wants silence: then it is looked at again."""
    now = clock.now()
    with transaction():
        bell = db.session.get(Bell, member_id, with_for_update=True)
        if not bell or not bell.rings_at or bell.rings_at > now:
            return  # another job looks after it
        bell.rings_at = None
        member = db.session.get_one(Member, member_id)
        waiting = _waiting(member_id)
        if member.suspended_at or not waiting:
            return
        if until := silent_until(bell, member.time_zone, now):
            _again(bell, until)
        elif _is_here(member_id, now):
            _again(bell, now + LOOK_AGAIN)
        else:
            _send(member, bell, waiting, now)
            left = [due for one in waiting for due in (one.mail_due_at, one.push_due_at) if due]
            if left:
                _again(bell, min(left))


def _send(member: Member, bell: Bell, waiting: Sequence[Notification], now: datetime) -> None:
    mails = [one for one in waiting if one.mail_due_at and one.mail_due_at <= now]
    pushes = [one for one in waiting if one.push_due_at and one.push_due_at <= now]
    news = {one.id for one in waiting if one.at > now - STALE}
    if bell.bounces < MOST_BOUNCES:
        write_of([one.id for one in mails if one.id in news], to=member)
    push_of([one.id for one in pushes if one.id in news], to=member, tells_who=bell.tells_who)
    for one in mails:
        one.mail_due_at, one.mailed_at = None, now
    for one in pushes:
        one.push_due_at, one.pushed_at = None, now


def _again(bell: Bell, when: datetime) -> None:
    bell.rings_at = when
    at(when, ring, bell.member_id)


def _waiting(member_id: int) -> Sequence[Notification]:
    due = or_(Notification.mail_due_at.is_not(None), Notification.push_due_at.is_not(None))
    mine = (Notification.member_id == member_id, Notification.read_at.is_(None))
    return db.session.scalars(select(Notification).where(*mine, due).order_by(Notification.at)).all()


def _is_here(member_id: int, now: datetime) -> bool:
    seen = select(Session.id).where(
        Session.member_id == member_id, Session.ended_at.is_(None), Session.seen_at > now - ACTIVE
    )
    return db.session.scalar(seen.limit(1)) is not None
