"""Posts that are read before they appear on a board, in the queue of moderators."""

from collections.abc import Mapping, Sequence

from flask_babel import gettext as _
from sqlalchemy import Integer, literal, select
from sqlalchemy.orm import joinedload

from community.db import db
from community.members import Member
from community.moderation.waiting import Keys, Line, Sort, it_waits, keys_of
from posts.forum.models import HeldPost

KIND = "held_post"


def _keys(me: Member) -> Keys:
    """Not one's own."""
    columns = keys_of(KIND, HeldPost.id, HeldPost.at, first=literal(1, Integer))
    return columns.where(HeldPost.decided_at.is_(None), HeldPost.author_id != me.id)


def _lines(ids: Sequence[int]) -> Mapping[int, Line]:
    with_all = (joinedload(HeldPost.author), joinedload(HeldPost.board), joinedload(HeldPost.topic))
    found = db.session.scalars(select(HeldPost).where(HeldPost.id.in_(ids)).options(*with_all))
    return {it.id: _line(it) for it in found}


def _line(it: HeldPost) -> Line:
    why = _("Read before it appears on %(board)s", board=it.board.name)
    if it.topic:
        why = _("Reply to “%(title)s”, read before it appears", title=it.topic.title)
    return Line(
        what=it.title or it.text,
        by=it.author.name,
        why=why,
        url=f"{it.board.url}/held#held-{it.id}",
        portrait=it.author.portrait,
    )


it_waits(Sort(KIND, lambda: _("On boards"), _keys, _lines, moved_by=(HeldPost,)))
