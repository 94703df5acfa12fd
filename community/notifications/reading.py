"""What stands in a member's bell, read in two queries: the lines, and who and what caused them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Row, Select, case, func, select
from sqlalchemy.orm import aliased

from community.contributions import Contribution, Disclosure
from community.db import db
from community.disclosing import Paid
from community.members import Member
from community.notifications.counting import is_there, stands
from community.notifications.kinds import Kind
from community.notifications.models import Cause, Notification
from community.quiet.reading import wants_no_numbers

PAGE = 20
NAMED = 3  # people of one line whose names and faces are read
SHELVES: dict[str, frozenset[Kind]] = {
    "words": frozenset({Kind.REPLY, Kind.THREAD, Kind.MENTION, Kind.TOPIC, Kind.SOLVED, Kind.CHAT}),
    "favours": frozenset({Kind.LIKE, Kind.SHARE, Kind.COLLECT, Kind.FOLLOW, Kind.JOINED}),
}


class Face(NamedTuple):
    """Somebody who had a part in it."""

    name: str
    handle: str
    portrait: str | None


@dataclass(frozen=True)
class Told:
    """One line: what happened to one thing, by whom, how often, and where one sees it."""

    id: int
    kind: Kind
    at: datetime
    read: bool
    about_id: int | None
    about_kind: str | None
    title: str
    url: str
    people: int  # who had a part in it
    times: int  # how often it happened
    faces: Sequence[Face] = ()
    excerpt: str = ""  # of the latest reply
    facts: dict[str, Any] = field(default_factory=dict)
    disclosure: Disclosure | None = None  # of what it is about, unless that is one's own
    sponsor: str = ""
    said_paid: Paid | None = None  # of the latest reply
    spared: bool = False  # its reader wants no numbers


def lines_of(
    member_id: int,
    *,
    before: tuple[datetime, int] | None = None,
    kinds: Collection[Kind] = (),
    unread: bool = False,
    limit: int = PAGE,
) -> list[Told]:
    """The latest first; `before` is the moment and the id of the line above."""
    lines = _lines().where(Notification.member_id == member_id, Notification.shown)
    if unread:
        lines = lines.where(Notification.read_at.is_(None))
    if kinds:
        lines = lines.where(Notification.kind.in_(kinds))
    if before:
        at, id = before
        same = (Notification.at == at) & (Notification.id < id)
        lines = lines.where((Notification.at < at) | same)
    newest = lines.order_by(Notification.at.desc(), Notification.id.desc()).limit(limit)
    return told(db.session.execute(newest).all())


def lines_by(ids: Collection[int]) -> list[Told]:
    """Those of these that stand, the oldest first: for a mail or a push."""
    lines = _lines().where(Notification.id.in_(ids)).order_by(Notification.at, Notification.id)
    return told(db.session.execute(lines).all())


def told(rows: Sequence[Row[Any]]) -> list[Told]:
    causes: dict[int, list[Row[Any]]] = {row.id: [] for row in rows}
    for cause in db.session.execute(_causes(list(causes))) if causes else ():
        causes[cause.notification_id].append(cause)
    return [_told(row, causes[row.id]) for row in rows if causes[row.id]]


def _told(row: Row[Any], causes: Sequence[Row[Any]]) -> Told:
    latest = causes[0]
    return Told(
        id=row.id,
        kind=row.kind,
        at=row.at,
        read=row.read_at is not None,
        about_id=row.about_id,
        about_kind=row.about_kind,
        title=row.title or (row.excerpt or "")[:80] or str(latest.facts.get("title", "")),
        url=latest.url,
        people=latest.people if latest.by_id else 0,
        times=int(latest.times),
        faces=[Face(cause.name, cause.handle, cause.portrait) for cause in causes if cause.by_id],
        excerpt=latest.excerpt or "",
        facts=latest.facts,
        disclosure=row.disclosure,
        sponsor=row.sponsor or "",
        said_paid=Paid(latest.disclosure, latest.sponsor) if latest.disclosure else None,
        spared=row.spared,
    )


def _lines() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Notification.id,
            Notification.kind,
            Notification.at,
            Notification.read_at,
            Notification.about_id,
            Contribution.kind.label("about_kind"),
            Contribution.title,
            Contribution.excerpt,
            case((Contribution.author_id != Notification.member_id, Contribution.disclosure)).label(
                "disclosure"
            ),
            Contribution.sponsor,
            wants_no_numbers(Notification.member_id).label("spared"),
        )
        .outerjoin(Contribution, Contribution.id == Notification.about_id)
        .where(stands())
    )


def _causes(ids: Collection[int]) -> Select[*tuple[Any, ...]]:
    """The latest cause of each of the last people of each line, with how many there are of both."""
    through = aliased(Contribution, flat=True)
    by_person = (
        select(
            Cause.notification_id,
            Cause.by_id,
            func.max(Cause.id).label("last"),
            func.count().label("times"),
        )
        .outerjoin(through, through.id == Cause.through_id)
        .where(Cause.notification_id.in_(ids), is_there(through))
        .group_by(Cause.notification_id, Cause.by_id)
        .subquery()
    )
    line, last = by_person.c.notification_id, by_person.c.last
    ranked = select(
        line,
        by_person.c.by_id,
        last,
        func.row_number().over(partition_by=line, order_by=last.desc()).label("place"),
        func.count().over(partition_by=line).label("people"),
        func.sum(by_person.c.times).over(partition_by=line).label("all_times"),
    ).subquery()
    return (
        select(
            ranked.c.notification_id,
            ranked.c.by_id,
            ranked.c.people,
            ranked.c.all_times.label("times"),
            Cause.url,
            Cause.facts,
            Contribution.excerpt,
            Contribution.disclosure,
            Contribution.sponsor,
            Member.name,
            Member.handle,
            Member.portrait,
        )
        .join(Cause, Cause.id == ranked.c.last)
        .outerjoin(Member, Member.id == ranked.c.by_id)
        .outerjoin(Contribution, Contribution.id == Cause.through_id)
        .where(ranked.c.place <= NAMED)
        .order_by(ranked.c.notification_id, ranked.c.place)
    )
