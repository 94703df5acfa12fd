"""What a member has kept, as long as the member may read it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, and_, or_, select
from sqlalchemy.orm import aliased

from community.audience import readable_by
from community.chat.models import Message, Room
from community.chat.reading import heard_by
from community.contributions import Contribution, address, home_of
from community.db import db
from community.members import Member
from posts.bookmarks.models import Bookmark
from posts.replies.models import Reply

PAGE = 30
_about = aliased(Contribution, flat=True)
_reply, _said = Reply.__table__, Message.__table__


def kept_by(
    me: Member, before: tuple[datetime, int] | None = None, limit: int = PAGE
) -> Sequence[Row[*tuple[Any, ...]]]:
    """The last kept first, one more than the limit."""
    seen: Select[*tuple[Any, ...]] = (
        select(
            Contribution.id, Contribution.kind, Contribution.slug, Contribution.excerpt,
            Contribution.title, Contribution.published_at, Member.name, Member.handle,
            Contribution.disclosure, Contribution.sponsor,
            Bookmark.note, Bookmark.remind_at, Bookmark.reminded_at, Bookmark.at,
            _said.c.text.label("said"), Room.name.label("room"), Room.kind.label("room_kind"),
        )
        .join(Contribution, Contribution.id == Bookmark.contribution_id)
        .join(Member, Member.id == Contribution.author_id)
        .outerjoin(_reply, _reply.c.id == Contribution.id)
        .outerjoin(_about, _about.id == _reply.c.about_id)
        .outerjoin(_said, _said.c.id == Contribution.id)
        .outerjoin(Room, Room.id == _said.c.room_id)
        .where(
            Bookmark.member_id == me.id,
            or_(
                and_(readable_by(me.id), or_(_about.id.is_(None), readable_by(me.id, _about))),
                and_(_said.c.id.is_not(None), heard_by(me)),
            ),
        )
    )  # fmt: skip
    if before:
        at, id = before
        seen = seen.where(or_(Bookmark.at < at, and_(Bookmark.at == at, Contribution.id < id)))
    return db.session.execute(
        seen.order_by(Bookmark.at.desc(), Contribution.id.desc()).limit(limit + 1)
    ).all()


def url_of(row: Row[Any]) -> str:
    return address(home_of(row.kind), row.id, row.slug)
