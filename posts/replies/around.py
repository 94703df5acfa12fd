"""What stands around a reply that was reported: what it answered, two before it, and one after."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from community.contributions import Contribution
from community.db import db
from community.moderation.around import Said, said_around
from posts.replies.models import Reply

BEFORE, AFTER = 2, 1


@said_around("reply")
def replies_around(it: Contribution) -> Sequence[Said]:
    """Where nothing was said before it, it answered the thing itself."""
    assert isinstance(it, Reply)  # noqa: S101  as it is declared
    there = select(Reply).where(Reply.about_id == it.about_id, Reply.removed_at.is_(None))
    there = there.options(joinedload(Reply.author))
    earlier = there.where(Reply.number < it.number).order_by(Reply.number.desc()).limit(BEFORE)
    later = there.where(Reply.number > it.number).order_by(Reply.number).limit(AFTER)
    quoted = there.where(Reply.id == it.quoted_id)
    found = {one.id: one for asked in (quoted, earlier, later) for one in db.session.scalars(asked)}
    said = [
        Said(one.author.name, one.published_at or one.created_at, one.text, one.url, one.id == it.quoted_id)
        for one in sorted(found.values(), key=lambda one: one.number)
    ]
    about = it.about
    if any(one.number < it.number for one in found.values()) or about.removed_at:
        return said
    at = about.published_at or about.created_at
    return [Said(about.author.name, at, about.excerpt or about.title, about.url, is_answered=True), *said]
