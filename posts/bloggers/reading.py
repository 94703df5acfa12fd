"""Applications and badges as pages show them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import joinedload, selectinload

from community.audience import readable_by
from community.contributions import Contribution
from community.db import db
from community.members import Member, Role
from posts.blog.models import Story
from posts.bloggers.models import WAITING, Application, Badge, Note

PAGE = 50


def application_of(me: Member) -> Application | None:
    """The last one."""
    mine = select(Application).where(Application.member_id == me.id).order_by(Application.id.desc())
    return db.session.scalar(mine.options(*_WHOLE).limit(1))


def applications(*, waiting: bool) -> Sequence[Application]:
    """Those that wait for a decision, the longest waiting first; else the others, the newest first."""
    shown = select(Application).options(*_WHOLE).limit(PAGE)
    if waiting:
        shown = shown.where(Application.state.in_(WAITING)).order_by(Application.moved_at, Application.id)
    else:
        shown = shown.where(Application.state.not_in(WAITING)).order_by(
            Application.moved_at.desc(), Application.id.desc()
        )
    return db.session.scalars(shown).all()


def badge_of(member_id: int) -> Badge | None:
    """Also one that has ended: `ended_at` says so."""
    return db.session.get(Badge, member_id)


def bloggers(me: Member, before: int | None = None, limit: int = PAGE) -> Sequence[Row[Any]]:
    """Who is verified now and for what, the newest members first; with how many stories `me` can read."""
    is_theirs = (Contribution.author_id == Member.id) & (
        Contribution.kind == Story.__mapper__.polymorphic_identity
    )
    stories = select(func.count()).where(is_theirs, readable_by(me.id)).scalar_subquery()
    seen = (
        select(
            Member.id, Member.handle, Member.name, Member.portrait, Member.bio, Badge.topics, Badge.ends_at
        )
        .add_columns(stories.label("stories"))
        .outerjoin(Badge, (Badge.member_id == Member.id) & Badge.ended_at.is_(None))
        .where(Member.role == Role.BLOGGER, Member.suspended_at.is_(None))
        .order_by(Member.id.desc())
        .limit(limit)
    )
    return db.session.execute(seen.where(Member.id < before) if before else seen).all()


_WHOLE = (
    joinedload(Application.member),
    joinedload(Application.decided_by),
    selectinload(Application.notes).joinedload(Note.member),
)
