"""Series as they are read: all of them, one with its stories, and where a story stands in its own."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Row, Select, func, select

from community.audience import readable_by
from community.contributions import Contribution, address
from community.db import db
from community.members import Member
from posts.blog.models import Series, Story
from posts.blog.reading import cards_of_stories

PAGE = 20


class Neighbours(NamedTuple):
    """Of a story in its series, as one reader sees it."""

    title: str
    url: str
    number: int
    total: int
    before: Row[Any] | None
    after: Row[Any] | None


def stories_in(series_id: int, *, removed_too: bool = False) -> list[Story]:
    """In their order."""
    parts = select(Story).where(Story.series_id == series_id)
    if not removed_too:
        parts = parts.where(Story.removed_at.is_(None))
    return list(db.session.scalars(parts.order_by(Story.series_place, Story.id)))


def parts_of(series: Series, me: Member) -> Sequence[Row[Any]]:
    """Its stories as cards, those `me` may read."""
    mine = cards_of_stories(me).where(Story.__table__.c.series_id == series.id).order_by(None)
    return db.session.execute(mine.order_by(Story.__table__.c.series_place, Contribution.id)).all()


def waiting_in(series: Series) -> list[Story]:
    """Those that are not published yet, for whoever orders it."""
    return [story for story in stories_in(series.id) if not story.published_at]


def neighbours(story: Story, me: Member) -> Neighbours | None:
    """None where it stands in no series, or is not published."""
    if not story.series_id:
        return None
    own = Story.__table__.c
    parts: Select[*tuple[Any, ...]] = (
        select(Contribution.id, Contribution.title, Contribution.slug, Series.id.label("series_id"),
               Series.title.label("series_title"), Series.slug.label("series_slug"))
        .join(Story.__table__, own.id == Contribution.id)
        .join(Series, Series.id == own.series_id)
        .where(own.series_id == story.series_id, readable_by(me.id))
        .order_by(own.series_place, Contribution.id)
    )  # fmt: skip
    rows = db.session.execute(parts).all()
    at = next((n for n, row in enumerate(rows) if row.id == story.id), None)
    if at is None:
        return None
    before, after = rows[at - 1] if at else None, rows[at + 1] if at + 1 < len(rows) else None
    url = address(Series.home, rows[at].series_id, rows[at].series_slug)
    return Neighbours(rows[at].series_title, url, at + 1, len(rows), before, after)


def all_series(me: Member, before: int | None = None) -> Sequence[Row[Any]]:
    """Those with anything to read, the one begun last first; one more than a page."""
    own = Story.__table__.c
    found: Select[*tuple[Any, ...]] = (
        select(
            Series.id, Series.title, Series.slug, Series.note, Member.name, Member.handle, Member.portrait,
            func.count().label("parts"), func.max(Contribution.published_at).label("at"),
            func.max(Contribution.cover).label("cover"),
        )
        .join(Member, Member.id == Series.owner_id)
        .join(Story.__table__, own.series_id == Series.id)
        .join(Contribution, Contribution.id == own.id)
        .where(readable_by(me.id))
        .group_by(Series.id, Member.id)
        .order_by(Series.id.desc())
        .limit(PAGE + 1)
    )  # fmt: skip
    return db.session.execute(found.where(Series.id < before) if before else found).all()


def series_of(me: Member) -> Sequence[Series]:
    """Those one may put a story into, the newest first."""
    own = select(Series).where(Series.owner_id == me.id).order_by(Series.id.desc())
    return db.session.scalars(own).all()


def url_of_series(row: Series | Row[Any]) -> str:
    return address(Series.home, row.id, row.slug)
