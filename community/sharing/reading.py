"""What came of links: of those one shared, and of all that lead to a thing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager

from community import clock
from community.contributions import Contribution
from community.db import db
from community.engagement.activity import Deed
from community.members import Member
from community.sharing.models import ShareCredit, ShareDay, ShareLink

PAGE = 20
LATELY = 14  # days


@dataclass(frozen=True)
class Came:
    """What came of one link."""

    link: ShareLink
    days: Sequence[int]  # visits of each day lately, the oldest first
    joined: int
    taken: int


@dataclass(frozen=True)
class Travelled:
    """How far a thing went; whoever shared or came is not named."""

    links: int
    visits: int
    joined: int
    taken: int


def shares_of(member: Member, before: int | None = None, limit: int = PAGE) -> list[Came]:
    """The latest first, in three queries; one more than asked for says that there are more."""
    seen = (
        select(ShareLink)
        .join(ShareLink.contribution)
        .options(contains_eager(ShareLink.contribution))
        .where(ShareLink.member_id == member.id, ShareLink.ended_at.is_(None))
        .order_by(ShareLink.id.desc())
        .limit(limit + 1)
    )
    links = db.session.scalars(seen.where(ShareLink.id < before) if before else seen).all()
    return came_of(links)


def came_of(links: Sequence[ShareLink]) -> list[Came]:
    days, credits = _days(links), _credits(link.id for link in links)
    first = clock.today() - timedelta(days=LATELY - 1)
    lately = [first + timedelta(days=n) for n in range(LATELY)]
    return [
        Came(
            link,
            [days.get((link.id, day), 0) for day in lately],
            credits.get((link.id, Deed.MEMBER_JOINED), 0),
            credits.get((link.id, Deed.ITEM_COLLECTED), 0),
        )
        for link in links
    ]


def travelled(it: Contribution) -> Travelled:
    """By all links to it, those that were ended since among them."""
    of_it = ShareLink.contribution_id == it.id
    links, visits = db.session.execute(
        select(func.count(), func.coalesce(func.sum(ShareLink.visits), 0)).where(of_it)
    ).one()
    counted = select(ShareCredit.deed, func.count()).join(ShareLink, ShareLink.id == ShareCredit.link_id)
    credits = dict(db.session.execute(counted.where(of_it).group_by(ShareCredit.deed)).all())
    return Travelled(links, visits, credits.get(Deed.MEMBER_JOINED, 0), credits.get(Deed.ITEM_COLLECTED, 0))


def _days(links: Sequence[ShareLink]) -> Mapping[tuple[int, date], int]:
    since = clock.today() - timedelta(days=LATELY)
    rows = select(ShareDay).where(ShareDay.link_id.in_([link.id for link in links]), ShareDay.day > since)
    return {(row.link_id, row.day): row.visits for row in db.session.scalars(rows)}


def _credits(link_ids: Iterable[int]) -> Mapping[tuple[int, Deed], int]:
    of_them = ShareCredit.link_id.in_(list(link_ids))
    counted = select(ShareCredit.link_id, ShareCredit.deed, func.count()).where(of_them)
    rows = db.session.execute(counted.group_by(ShareCredit.link_id, ShareCredit.deed))
    return {(link_id, deed): number for link_id, deed, number in rows}
