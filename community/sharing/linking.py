"""A member makes a link of one's own to something, and may end it again."""

import secrets

from sqlalchemy import select

from community import clock
from community.contributions import Contribution
from community.db import db, transaction
from community.engagement.activity import Activity
from community.engagement.record import take_back
from community.jobs import job, later
from community.limits import spend
from community.members import Member
from community.permissions import require
from community.sharing.models import ShareLink

MOST_A_DAY = "100/day"


def share(it: Contribution, by: Member) -> ShareLink:
    """The member's link to it: the one that stands, or a new one."""
    require(by, "share", it)
    with transaction():
        if link := link_of(it.id, by.id):
            return link
        spend("share", by.id, MOST_A_DAY)
        link = ShareLink(contribution=it, member=by, token=secrets.token_urlsafe(9))
        db.session.add(link)
        db.session.flush()
    return link


def end(link: ShareLink, by: Member) -> None:
    """It leads nowhere from now on; what its visits were worth goes back."""
    require(by, "end", link)
    with transaction():
        if link.ended_at is None:
            link.ended_at = clock.now()
            later(give_back, link.id)


def link_of(contribution_id: int, member_id: int) -> ShareLink | None:
    return db.session.scalar(
        select(ShareLink).where(
            ShareLink.contribution_id == contribution_id,
            ShareLink.member_id == member_id,
            ShareLink.ended_at.is_(None),
        )
    )


def key_of_visits(link_id: int) -> str:
    """How the keys of all that was recorded of its visits begin."""
    return f"share:{link_id}:"


@job
def give_back(link_id: int) -> None:
    begins = Activity.key.startswith(key_of_visits(link_id), autoescape=True)
    counted = select(Activity.key, Activity.member_id).where(begins, Activity.reverses.is_(None))
    for key, member_id in db.session.execute(counted).all():
        with transaction():
            take_back(key, db.session.get_one(Member, member_id))
