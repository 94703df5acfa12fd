"""What a profile shows, in two queries: the member with all that is counted, and a page of what they made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, select

from community.audience import readable_by
from community.contributions import Contribution
from community.db import db
from community.engagement.standing import Standing, Tier
from community.following import Follow
from community.members import Member, Role

KINDS = {"stories": "story", "lists": "shopping_list", "topics": "topic"}
PAGE = 20
MADE: tuple[Any, ...] = (
    Contribution.id,
    Contribution.kind,
    Contribution.title,
    Contribution.slug,
    Contribution.excerpt,
    Contribution.cover,
    Contribution.created_at,
    Contribution.published_at,
    Contribution.audience,
    Contribution.hidden_at,
    Contribution.likes,
    Contribution.replies,
)


@dataclass(frozen=True)
class Profile:
    """A member as others see her."""

    id: int
    handle: str
    name: str
    bio: str
    role: Role
    portrait: str | None
    joined_at: datetime
    suspended_at: datetime | None
    tier: Tier | None
    followers: int
    following: int
    followed: bool  # by whoever is looking
    stories: int
    lists: int
    topics: int

    @property
    def is_verified(self) -> bool:
        return self.role is Role.BLOGGER


def profile_of(handle: str, seen_by: Member) -> Profile | None:
    follows_her = (Follow.followed_id == Member.id) & (Follow.follower_id == seen_by.id)
    seen: Select[Any] = (
        select(
            Member.id,
            Member.handle,
            Member.name,
            Member.bio,
            Member.role,
            Member.portrait,
            Member.joined_at,
            Member.suspended_at,
            Standing.tier,
            _number(Follow.followed_id == Member.id).label("followers"),
            _number(Follow.follower_id == Member.id).label("following"),
            select(Follow.at).where(follows_her).exists().label("followed"),
            *(_made(kind, seen_by).label(word) for word, kind in KINDS.items()),
        )
        .outerjoin(Standing, Standing.member_id == Member.id)
        .where(Member.handle == handle)
    )
    row = db.session.execute(seen).one_or_none()
    return Profile(**row._mapping) if row else None  # noqa: SLF001  SQLAlchemy's public name for it


def made_by(profile: Profile, kind: str, seen_by: Member, before: int | None = None) -> Sequence[Row[Any]]:
    """The latest first; drafts, and what a moderator hid, are there for their author only."""
    rows: Select[Any] = select(*MADE).where(
        Contribution.author_id == profile.id, Contribution.kind == kind, Contribution.removed_at.is_(None)
    )
    if profile.id != seen_by.id:
        rows = rows.where(readable_by(seen_by.id))
    if before:
        rows = rows.where(Contribution.id < before)
    return db.session.execute(rows.order_by(Contribution.id.desc()).limit(PAGE)).all()


def _number(which: ColumnElement[bool]) -> Any:  # noqa: ANN401  SQLAlchemy keeps its scalar's type to itself
    return select(func.count()).select_from(Follow).where(which).scalar_subquery()


def _made(kind: str, seen_by: Member) -> Any:  # noqa: ANN401
    hers = (Contribution.author_id == Member.id) & (Contribution.kind == kind)
    read = readable_by(seen_by.id)
    return select(func.count()).select_from(Contribution).where(hers, read).scalar_subquery()
