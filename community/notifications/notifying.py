"""News is told: whoever wants it finds it in the app at once, and has it by mail or push in its time."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import cache, partial
from typing import Any
from urllib.parse import unquote, urlsplit
from uuid import uuid4

from sqlalchemy import Executable, bindparam, delete, select

from community import clock
from community.contributions import Contribution
from community.db import after_commit, change, db, insert_or, transaction
from community.jobs import job, later
from community.members import Member
from community.notifications.counting import unread_of
from community.notifications.kinds import Channel, Channels, Kind
from community.notifications.listeners import listeners
from community.notifications.models import UNREAD, Cause, Notification
from community.notifications.ringing import MAIL_WAITS, ring_at
from community.realtime import room_of, tell

MOST_AT_ONCE = 20  # more than these are told by a worker


@dataclass(frozen=True)
class News:
    """What a cause is, in words that a job can carry."""

    kind: str
    url: str
    path: str
    key: str
    about_id: int | None = None
    by_id: int | None = None
    through_id: int | None = None
    facts: dict[str, str | int] = field(default_factory=dict)

    @property
    def thing(self) -> str:
        return str(self.about_id or self.facts.get("thing", ""))


def notify(
    kind: Kind,
    to: Iterable[int],
    *,
    about: Contribution | None = None,
    by: Member | None = None,
    url: str | None = None,
    through: Contribution | None = None,
    key: str | None = None,
    **facts: str | int,
) -> None:
    """Must be called inside a transaction. Nobody is told of what she did herself, nor twice of one `key`.

    `about` is what news is gathered under, `through` what was added to it (a reply): when either is hidden
    or removed nothing is told any more. `url` is where it is seen. `withdraw(key)` undoes it. What is said
    of news without a contribution is gathered under the fact `thing`, if there is one.
    """
    ids = sorted(set(to) - {by.id if by else 0})
    if not ids:
        return
    seen = through or about
    url = url or (seen.url if seen else "/notifications")
    page = (about.answers or about).url if about else url
    news = News(
        kind=kind,
        url=url,
        path=path_of(page),
        key=key or uuid4().hex,
        about_id=about.id if about else None,
        by_id=by.id if by else None,
        through_id=through.id if through else None,
        facts=facts,
    )
    if len(ids) > MOST_AT_ONCE:
        later(tell_many, ids, asdict(news))
    else:
        enter(news, ids)


@job
def tell_many(ids: list[int], news: dict[str, Any]) -> None:
    """A hundred at a time, so that others may write in between. Told again, nobody is told twice."""
    for first in range(0, len(ids), 100):
        with transaction():
            enter(News(**news), ids[first : first + 100])


def enter(news: News, ids: list[int]) -> None:
    """Must be called inside a transaction."""
    now = clock.now()
    wanted = listeners(Kind(news.kind), ids, about_id=news.about_id, by_id=news.by_id)
    if not wanted:
        return
    entered = _entered(news, wanted, now)
    cause = {
        "key": news.key,
        "by_id": news.by_id,
        "through_id": news.through_id,
        "url": news.url,
        "facts": news.facts,
        "at": now,
    }
    causes = [{"notification_id": notification_id, **cause} for notification_id in entered.values()]
    change(_causing(db.engine.dialect.name), causes)
    ring_at({id: channels for id, channels in wanted.items() if channels - {Channel.APP}}, now)
    shown = [id for id, channels in wanted.items() if Channel.APP in channels]
    for member_id, unread in unread_of(shown).items():
        facts = {"id": entered[member_id], "kind": news.kind, "url": news.url, "path": news.path}
        facts |= {"unread": unread}
        after_commit(partial(tell, room_of(member_id), "notified", facts))


def withdraw(key: str) -> None:
    """What happened is undone: its causes go, and news without a cause goes with them. In a transaction."""
    touched = set(change(_undoing, {"key": key}).scalars())
    if not touched:
        return
    left = select(Cause.id).where(Cause.notification_id == Notification.id).exists()
    theirs = set(db.session.scalars(select(Notification.member_id).where(Notification.id.in_(touched))))
    db.session.execute(delete(Notification).where(Notification.id.in_(touched), ~left))
    tell_count(theirs)  # of many causes one is gone: the line is another, wherever it stands open


_undoing = delete(Cause).where(Cause.key == bindparam("key")).returning(Cause.notification_id)


def forget(member_id: int, kind: Kind, things: Iterable[str]) -> None:
    """A member is told no more of things that are none of theirs now. Must be called inside a transaction."""
    theirs = (Notification.member_id == member_id, Notification.kind == kind, Notification.thing.in_(things))
    db.session.execute(delete(Notification).where(*theirs))
    tell_count([member_id])


def tell_count(member_ids: Iterable[int]) -> None:
    """Their badges are right on every device, once the transaction is stored."""
    for member_id, unread in unread_of(list(member_ids)).items():
        after_commit(partial(tell, room_of(member_id), "notified.changed", {"unread": unread}))


def path_of(url: str) -> str:
    """As a request says it: without its query, its place on the page, and its percent signs."""
    return unquote(urlsplit(url).path)


def _entered(news: News, wanted: dict[int, Channels], now: datetime) -> dict[int, int]:
    """The open row of each member, begun or carried on; it is mailed and pushed once until it is read."""
    rows: list[dict[str, Any]] = [
        {
            "member_id": member_id,
            "kind": Kind(news.kind),
            "about_id": news.about_id,
            "thing": news.thing,
            "path": news.path,
            "shown": Channel.APP in channels,
            "at": now,
            "mail_due_at": now + MAIL_WAITS if Channel.MAIL in channels else None,
            "push_due_at": now if Channel.PUSH in channels else None,
        }
        for member_id, channels in wanted.items()
    ]
    return {row.member_id: row.id for row in change(_entering(db.engine.dialect.name), rows)}


@cache
def _entering(_dialect: str) -> Executable:
    """Put together once for a kind of database; answers each row's member and id."""
    kept = ("member_id", "kind", "about_id", "thing", "path", "shown", "at", "mail_due_at", "push_due_at")
    insert = insert_or(Notification).values({name: bindparam(name) for name in kept})
    carried_on = {"at": insert.excluded.at, "path": insert.excluded.path}
    entering: Executable = insert.on_conflict_do_update(
        index_elements=["member_id", "kind", "thing"], index_where=UNREAD, set_=carried_on
    ).returning(Notification.__table__.c.member_id, Notification.__table__.c.id)
    return entering


@cache
def _causing(_dialect: str) -> Executable:
    kept = ("notification_id", "key", "by_id", "through_id", "url", "facts", "at")
    insert = insert_or(Cause).values({name: bindparam(name) for name in kept})
    causing: Executable = insert.on_conflict_do_nothing()
    return causing
