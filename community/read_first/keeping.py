"""Those who keep order say whom they read first, why and how long; administrators say it of a tier."""

from collections.abc import Collection
from datetime import timedelta

from sqlalchemy import delete, update

from community import clock
from community.audit import audit
from community.db import db, transaction
from community.engagement.standing import Tier
from community.members import Member
from community.notifications.kinds import Kind
from community.notifications.notifying import notify
from community.permissions import require
from community.read_first.asking import tiers_read_first
from community.read_first.models import (
    LONGEST,
    SPANS,
    NoReason,
    NoSpan,
    OneOfTheTeam,
    ReadFirst,
    ReadFirstTier,
    ReasonTooLong,
)

WHERE_IT_IS_READ = "/reports"


def read_first(whom: Member, reason: str, days: int, by: Member) -> ReadFirst:
    """Said again, the later word holds. Raises NoReason, ReasonTooLong, NoSpan, OneOfTheTeam."""
    require(by, "keep", ReadFirst)
    reason = _checked(reason)
    if days not in SPANS:
        raise NoSpan
    if whom.is_staff or whom.left_at:
        raise OneOfTheTeam
    with transaction():
        _end(ReadFirst.member_id == whom.id)
        until = clock.now() + timedelta(days=days)
        made = ReadFirst(member_id=whom.id, reason=reason, by_id=by.id, until=until)
        db.session.add(made)
        audit("member.read_first", f"member {whom.id}", by.id, days=days)
        notify(Kind.MODERATION, [whom.id], url=WHERE_IT_IS_READ, thing="read first", what="read first")
    return made


def read_no_more(it: ReadFirst, by: Member) -> None:
    """What waits already waits on, for somebody's word on it."""
    require(by, "keep", ReadFirst)
    with transaction():
        _end(ReadFirst.id == it.id)
        audit("member.read_no_more", f"member {it.member_id}", by.id)


def read_tiers_first(tiers: Collection[Tier], by: Member) -> None:
    """These, and no others."""
    require(by, "keep", ReadFirstTier)
    with transaction():
        before = tiers_read_first()
        if set(tiers) == before:
            return
        db.session.execute(delete(ReadFirstTier).where(ReadFirstTier.tier.not_in(list(tiers))))
        db.session.add_all(ReadFirstTier(tier=tier, by_id=by.id) for tier in set(tiers) - before)
        audit("tiers.read_first", "tiers", by.id, tiers=", ".join(sorted(tiers)))


def _checked(reason: str) -> str:
    reason = " ".join(reason.replace("\0", "").split())
    if not reason:
        raise NoReason
    if len(reason) > LONGEST:
        raise ReasonTooLong
    return reason


def _end(which: object) -> None:
    running = update(ReadFirst).where(which, ReadFirst.ended_at.is_(None))  # type: ignore[arg-type]
    db.session.execute(running.values(ended_at=clock.now()))
