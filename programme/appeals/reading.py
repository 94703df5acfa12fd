"""What managers read of appeals, and a member of her own."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from community.db import db
from community.members import Member
from programme.appeals.models import ScoreAppeal

PAGE = 50


def open_appeals() -> Sequence[ScoreAppeal]:
    """The longest waiting first."""
    waiting = select(ScoreAppeal).where(ScoreAppeal.decided_at.is_(None)).order_by(ScoreAppeal.at)
    return db.session.scalars(waiting.options(joinedload(ScoreAppeal.member)).limit(PAGE)).all()


def how_many_wait() -> int:
    waiting = select(func.count()).where(ScoreAppeal.decided_at.is_(None))
    return db.session.scalar(waiting) or 0


def decided_appeals(before: int | None = None, limit: int = PAGE) -> Sequence[ScoreAppeal]:
    """The newest first."""
    decided = select(ScoreAppeal).where(ScoreAppeal.decided_at.is_not(None)).order_by(ScoreAppeal.id.desc())
    if before:
        decided = decided.where(ScoreAppeal.id < before)
    return db.session.scalars(decided.options(joinedload(ScoreAppeal.member)).limit(limit)).all()


def appeals_of(member: Member) -> Sequence[ScoreAppeal]:
    """The newest first."""
    mine = select(ScoreAppeal).where(ScoreAppeal.member_id == member.id).order_by(ScoreAppeal.id.desc())
    return db.session.scalars(mine).all()
