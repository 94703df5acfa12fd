"""What a profile shows, in two queries: the member with all that is counted, and a page of what they made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, or_, select

from community import clock
from community.audience import readable_by
from community.coauthors import is_written_with
from community.contributions import Contribution
from community.db import db
from community.engagement.standing import Standing, Tier
from community.following import Follow
from community.members import Member, Role
from community.profiles.worn import tier_shown_to
from community.quiet.hearing import parted
from community.quiet.models import How, LetterBox, OpenTo, Silence

KINDS = {
    "stories": "story",
    "lists": "shopping_list",
    "topics": "topic",
    "tips": "tip",
    "reviews": "review",
}
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
    Contribution.disclosure,
    Contribution.sponsor,
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
    silence: How | None  # kept by whoever is looking
    parted: bool  # from whoever is looking, by a block of either
    open_to: OpenTo | None
    follows_back: bool
    stories: int
    lists: int
    topics: int
    tips: int
    reviews: int

    def takes_letters_of(self, sender: Member) -> bool:
        """As the rule says it, from what is read already."""
        invited = self.open_to in {None, OpenTo.EVERYBODY} or sender.is_staff
        return not self.parted and (invited or (self.open_to is OpenTo.FOLLOWED and self.follows_back))

    @property
    def is_verified(self) -> bool:
        return self.role is Role.BLOGGER


def profile_of(handle: str, seen_by: Member) -> Profile | None:
    follows_her = (Follow.followed_id == Member.id) & (Follow.follower_id == seen_by.id)
    follows_me = (Follow.follower_id == Member.id) & (Follow.followed_id == seen_by.id)
    running = Silence.until.is_(None) | (Silence.until > clock.now())
    kept_away = (Silence.whom_id == Member.id) & (Silence.member_id == seen_by.id) & running
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
            tier_shown_to(seen_by.id),
            _number(Follow.followed_id == Member.id).label("followers"),
            _number(Follow.follower_id == Member.id).label("following"),
            select(Follow.at).where(follows_her).exists().label("followed"),
            Silence.how.label("silence"),
            parted(Member.id, seen_by.id).label("parted"),
            LetterBox.open_to,
            select(Follow.at).where(follows_me).exists().label("follows_back"),
            *(_made(kind, seen_by).label(word) for word, kind in KINDS.items()),
        )
        .outerjoin(Standing, Standing.member_id == Member.id)
        .outerjoin(Silence, kept_away)
        .outerjoin(LetterBox, LetterBox.member_id == Member.id)
        .where(Member.handle == handle, Member.left_at.is_(None))
    )
    row = db.session.execute(seen).one_or_none()
    return Profile(**row._mapping) if row else None  # noqa: SLF001  SQLAlchemy's public name for it


def made_by(profile: Profile, kind: str, seen_by: Member, before: int | None = None) -> Sequence[Row[Any]]:
    """The latest first; drafts, and what a moderator hid, are there for their author only."""
    rows: Select[Any] = select(*MADE).where(
        _is_by(profile.id), Contribution.kind == kind, Contribution.removed_at.is_(None)
    )
    if profile.id != seen_by.id:
        rows = rows.where(readable_by(seen_by.id))
    if before:
        rows = rows.where(Contribution.id < before)
    return db.session.execute(rows.order_by(Contribution.id.desc()).limit(PAGE)).all()


def _is_by(member_id: Any) -> ColumnElement[bool]:  # noqa: ANN401  an id or its column
    return or_(Contribution.author_id == member_id, is_written_with(Contribution, member_id))


def _number(which: ColumnElement[bool]) -> Any:  # noqa: ANN401  SQLAlchemy keeps its scalar's type to itself
    return select(func.count()).select_from(Follow).where(which).scalar_subquery()


def _made(kind: str, seen_by: Member) -> Any:  # noqa: ANN401
    hers = _is_by(Member.id) & (Contribution.kind == kind)
    read = readable_by(seen_by.id)
    return select(func.count()).select_from(Contribution).where(hers, read).scalar_subquery()
