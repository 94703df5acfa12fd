"""What pages of stories show, in columns."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Row, Select, exists, func, or_, select
from sqlalchemy.orm import contains_eager
from sqlalchemy.orm.attributes import set_committed_value

from community import clock
from community.audience import readable_by
from community.contributions import CoAuthor, Contribution
from community.db import db
from community.engagement.standing import Standing
from community.following import Follow
from community.members import Member
from community.pictures import Photo
from community.profiles.worn import tier_shown_to
from community.statements import one_of
from posts.blog.models import Story, StoryDraft, StoryReading
from posts.editorial.models import EditorialReview
from posts.feed_cards import columns_for
from posts.reactions.models import Kind, Like
from posts.tagging import ContributionTag, Tag

PAGE = 12
MONTH = timedelta(days=30)
Card = Row[Any]
_story = Story.__table__.c
_readers = (
    select(func.count())
    .select_from(StoryReading)
    .where(StoryReading.story_id == Contribution.id)
    .correlate(Contribution)
    .scalar_subquery()
)


class Opened(NamedTuple):
    """A story and what its page says of it to one reader."""

    story: Story
    tier: str | None
    cover: Photo | None
    reaction: Kind | None
    followed: bool
    draft_at: datetime | None
    place: int  # how far the reader has come, in thousandths


def opened(id: int, me: Member) -> Opened | None:
    found = (
        select(
            Story,
            tier_shown_to(me.id),
            Photo,
            Like.kind,
            Follow.at,
            StoryDraft.saved_at,
            exists().where(CoAuthor.contribution_id == Story.id),
            StoryReading.place,
        )
        .join(Story.author)
        .options(contains_eager(Story.author))
        .outerjoin(Standing, Standing.member_id == Member.id)
        .outerjoin(Photo, Photo.digest == Story.cover)
        .outerjoin(Like, (Like.contribution_id == Story.id) & (Like.member_id == me.id))
        .outerjoin(Follow, (Follow.followed_id == Member.id) & (Follow.follower_id == me.id))
        .outerjoin(StoryDraft, StoryDraft.story_id == Story.id)
        .outerjoin(StoryReading, (StoryReading.story_id == Story.id) & (StoryReading.member_id == me.id))
        .where(Story.id == id)
    )
    if not (row := db.session.execute(found).one_or_none()):
        return None
    story, tier, cover, reaction, followed_at, draft_at, has_seats, place = row
    if not has_seats:
        set_committed_value(story, "seats", [])  # known, so that nobody asks again
    return Opened(story, tier, cover, reaction, followed_at is not None, draft_at, place or 0)


def cards(me: Member, tag: str = "", before: str = "") -> tuple[Sequence[Card], str | None]:
    """A page of what is published, the newest first, and the edge where the next begins."""
    seen = cards_of_stories(me)
    if tag:
        tagged = select(ContributionTag.contribution_id).join(Tag, Tag.id == ContributionTag.tag_id)
        seen = seen.where(Contribution.id.in_(tagged.where(Tag.slug == tag)))
    if edge := _edge(before):
        moment, id = edge
        at = Contribution.published_at
        seen = seen.where((at < moment) | ((at == moment) & (Contribution.id < id)))
    rows = db.session.execute(seen.limit(PAGE + 1)).all()
    if len(rows) <= PAGE:
        return rows, None
    last = rows[PAGE - 1]
    return rows[:PAGE], f"{last.published_at:%Y-%m-%dT%H:%M:%S.%f}Z_{last.id}"


def loved(me: Member, limit: int = 5) -> Sequence[Card]:
    """What was liked most of what came in the last month."""
    lately = cards_of_stories(me).where(
        Contribution.published_at > clock.now() - MONTH, Contribution.likes > 0
    )
    most = lately.order_by(None).order_by(Contribution.likes.desc(), Contribution.id.desc())
    return db.session.execute(most.limit(limit)).all()


def mine(me: Member, before: int | None = None) -> Sequence[Card]:
    """All I write, or am asked to, the newest first: drafts, what is published, what is changed about it."""
    own: Select[*tuple[Any, ...]] = (
        select(
            Contribution.id,
            Contribution.title,
            Contribution.slug,
            Contribution.excerpt,
            Contribution.cover,
            Contribution.published_at,
            Contribution.audience,
            Contribution.disclosure,
            Contribution.sponsor,
            Contribution.hidden_at,
            Contribution.likes,
            Contribution.replies,
            _story.saved_at,
            _story.due_at,
            _story.language,
            StoryDraft.saved_at.label("draft_at"),
            Contribution.author_id,
            Member.name,
            CoAuthor.accepted_at,
            _readers.label("readers"),
            EditorialReview.stage,
        )
        .join(Member, Member.id == Contribution.author_id)
        .outerjoin(EditorialReview, EditorialReview.story_id == Contribution.id)
        .outerjoin(CoAuthor, (CoAuthor.contribution_id == Contribution.id) & (CoAuthor.member_id == me.id))
        .join(Story.__table__, _story.id == Contribution.id)
        .outerjoin(StoryDraft, StoryDraft.story_id == _story.id)
        .where(
            or_(Contribution.author_id == me.id, CoAuthor.member_id == me.id),
            Contribution.removed_at.is_(None),
        )
        .order_by(Contribution.id.desc())
    )
    if before:
        own = own.where(Contribution.id < before)
    return db.session.execute(own.limit(PAGE + 1)).all()


def cards_of_stories(me: Member) -> Select[Any]:
    return columns_of_stories(me.id)


def columns_of_stories(me: Any) -> Select[Any]:  # noqa: ANN401  an id, or a place for one
    return (
        columns_for(me)
        .where(one_of(Contribution.kind, ["story"]), readable_by(me))
        .join(Story.__table__, _story.id == Contribution.id)
        .add_columns(_story.minutes, _story.tags, _story.cover_alt, _story.language)
        .order_by(Contribution.published_at.desc(), Contribution.id.desc())
    )


def _edge(before: str) -> tuple[datetime, int] | None:
    moment, _, id = before.rpartition("_")
    try:
        return datetime.fromisoformat(moment), int(id)
    except ValueError:
        return None
