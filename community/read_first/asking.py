"""Whether what a member writes is read first, and of whom that is so."""

from collections.abc import Sequence
from functools import cache

from sqlalchemy import ColumnElement, Select, bindparam, exists, or_, select
from sqlalchemy.orm import joinedload

from community import clock
from community.db import UtcDateTime, db, rows
from community.engagement.standing import Standing, Tier
from community.members import Member
from community.read_first.models import ReadFirst, ReadFirstTier


def is_read_first(member: Member) -> bool:
    asked = {"member": member.id, "now": clock.now()}
    return not member.is_staff and bool(rows(_asked(), asked)[0][0])


def running_on(member: Member) -> ReadFirst | None:
    """What was said of one member by name, while it lasts."""
    mine = select(ReadFirst).where(ReadFirst.member_id == member.id, _runs(clock.now()))
    return db.session.scalar(mine.order_by(ReadFirst.id.desc()).limit(1))


def all_running() -> Sequence[ReadFirst]:
    """Those that end soonest first."""
    with_all = (joinedload(ReadFirst.member), joinedload(ReadFirst.by))
    running = select(ReadFirst).where(_runs(clock.now())).options(*with_all)
    return db.session.scalars(running.order_by(ReadFirst.until, ReadFirst.id)).all()


def tiers_read_first() -> set[Tier]:
    return set(db.session.scalars(select(ReadFirstTier.tier)))


@cache
def _asked() -> Select[bool]:
    """Put together once: whatever is published asks it."""
    me, now = bindparam("member", type_=Member.id.type), bindparam("now", type_=UtcDateTime())
    by_name = exists().where(ReadFirst.member_id == me, _runs(now))
    stands = exists().where(Standing.member_id == me)
    of_tier = exists().where(Standing.member_id == me, Standing.tier == ReadFirstTier.tier)
    of_nothing_yet = (ReadFirstTier.tier == Tier.STANDARD) & ~stands
    by_tier = exists().where(or_(of_tier, of_nothing_yet))
    return select(or_(by_name, by_tier))


def _runs(now: object) -> ColumnElement[bool]:
    return ReadFirst.ended_at.is_(None) & (ReadFirst.until > now)
