"""Whom a member knows in the club, how long she has been here, and what she shows of herself."""

from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, case, extract, func, literal, select
from sqlalchemy.orm import aliased

from community import clock
from community.engagement.standing import Standing, Tier
from community.following import Follow
from community.members import Member, Role
from programme.selection.metrics import metric
from programme.selection.units import Unit

Values = Select[*tuple[Any, ...]]
A_DAY = 86_400  # seconds


@metric("followers", Unit.TIMES, lambda: _("Followers gained and kept"))
def followers(since: datetime) -> Values:
    return select(Follow.followed_id, func.count()).where(Follow.at >= since).group_by(Follow.followed_id)


@metric("follows", Unit.TIMES, lambda: _("Members followed"))
def follows(since: datetime) -> Values:
    return select(Follow.follower_id, func.count()).where(Follow.at >= since).group_by(Follow.follower_id)


def _guests(since: datetime) -> Values:
    """Who came by a member's invitation and is still here."""
    return (
        select(Member.invited_by_id, func.count())
        .where(Member.invited_by_id.is_not(None), Member.joined_at >= since)
        .where(Member.left_at.is_(None), Member.suspended_at.is_(None))
        .group_by(Member.invited_by_id)
    )


metric("guests", Unit.TIMES, lambda: _("Members who came by invitation and stayed"))(_guests)


@metric("guests_risen", Unit.TIMES, lambda: _("Of those invited, members who are Super or Apass"))
def guests_risen(since: datetime) -> Values:
    risen = _guests(since).join(Standing, Standing.member_id == Member.id)
    return risen.where(Standing.tier != Tier.STANDARD)


@metric("guests_suspended", Unit.TIMES, lambda: _("Of those invited, members who are suspended"))
def guests_suspended(since: datetime) -> Values:
    guest = aliased(Member, flat=True)
    return (
        select(guest.invited_by_id, func.count())
        .where(guest.invited_by_id.is_not(None), guest.joined_at >= since)
        .where(guest.suspended_at.is_not(None), guest.left_at.is_(None))
        .group_by(guest.invited_by_id)
    )


@metric("membership", Unit.DAYS, lambda: _("Days of membership"), looks_back=False)
def membership(_since: datetime) -> Values:
    now = literal(clock.now().timestamp())
    return select(Member.id, (now - extract("epoch", Member.joined_at)) / A_DAY)


def _whether(it_is: ColumnElement[bool]) -> Values:
    return select(Member.id, case((it_is, 1), else_=0))


@metric("portrait", Unit.YES, lambda: _("A portrait on the profile"), looks_back=False)
def portrait(_since: datetime) -> Values:
    return _whether(Member.portrait.is_not(None))


@metric("introduction", Unit.YES, lambda: _("An introduction on the profile"), looks_back=False)
def introduction(_since: datetime) -> Values:
    return _whether(Member.bio != "")


@metric("verified_blogger", Unit.YES, lambda: _("Verified as a blogger"), looks_back=False)
def verified_blogger(_since: datetime) -> Values:
    return _whether(Member.role == Role.BLOGGER)
