"""What those who have a thread open hear of a reply, at once or when their line comes back."""

from sqlalchemy import select

from community.db import db
from community.realtime import Facts
from posts.replies.models import Reply

MOST_AT_ONCE = 50  # more than that were missed: the page is read anew


def news_of(it: Reply) -> Facts:
    return {
        "contribution": it.about_id,
        "id": it.id,
        "number": it.number,
        "root": it.root,
        "author": it.author.name,
        "author_id": it.author_id,
        "url": it.url,
    }


def news_since(about_id: int, number: int) -> list[Facts]:
    """Of the replies after this one, the oldest first."""
    missed = select(Reply).where(
        Reply.about_id == about_id,
        Reply.number > number,
        Reply.removed_at.is_(None),
        Reply.hidden_at.is_(None),
    )
    return [news_of(it) for it in db.session.scalars(missed.order_by(Reply.number).limit(MOST_AT_ONCE))]
