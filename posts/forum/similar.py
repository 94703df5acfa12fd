"""Topics that ask much the same: shown while a member still types the title."""

import re

from sqlalchemy import case, literal, or_, select

from community.audience import readable_by
from community.contributions import address
from community.db import db
from community.members import Member
from posts.forum.models import Topic

AT_MOST = 5
LONGEST = 500  # characters of a title that are looked at
WORDS = 6  # of the title, the longest first: short ones say little


def similar_topics(title: str, me: Member) -> list[dict[str, object]]:
    """Those that share most of the title's words; at most five."""
    words = words_of(title[:LONGEST])
    if not words:
        return []
    found = [Topic.title.icontains(word, autoescape=True) for word in words]
    shared = sum((case((each, 1), else_=0) for each in found), literal(0))
    rows = db.session.execute(
        select(Topic.id, Topic.title, Topic.slug, Topic.replies)
        .where(readable_by(me.id, Topic), or_(*found))
        .order_by(shared.desc(), Topic.active_at.desc())
        .limit(AT_MOST)
    )
    return [
        {"title": row.title, "url": address(Topic.home, row.id, row.slug), "replies": row.replies}
        for row in rows
    ]


def words_of(title: str) -> list[str]:
    """Words of three letters and more; of Chinese, which has no spaces, pairs of characters."""
    han = re.findall(r"[\u4e00-\u9fff]+", title)
    pairs = [run[at : at + 2] for run in han for at in range(max(1, len(run) - 1))]
    words = [word for word in re.findall(r"[^\W_]{3,}", title) if not re.search(r"[\u4e00-\u9fff]", word)]
    return sorted({*words, *pairs}, key=lambda word: (-len(word), word))[:WORDS]
