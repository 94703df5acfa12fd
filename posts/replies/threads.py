"""A thread as it is read: one page of its replies in columns, with what the reader did with each."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Row, Select, bindparam, func, select

from community import clock
from community.db import rows
from community.engagement.standing import Standing
from community.members import Member
from community.quiet.hearing import kept_by
from community.quiet.models import Silence
from posts.reactions.models import Like
from posts.replies.models import PAGE, Reply

Post = Row[*tuple[Any, ...]]
SHOWN = 11  # of a post's columns: those that everybody sees, and under which its HTML is kept

_quoted = Reply.__table__.alias("quoted")
_liked_by_me = (Like.contribution_id == Reply.id) & (Like.member_id == bindparam("me"))
_silenced_by_me = kept_by(bindparam("me"), Reply.author_id)
_posts: Select[*tuple[Any, ...]] = (
    select(
        Reply.id,
        Reply.version,
        Reply.hidden_at.is_not(None).label("hidden"),
        Reply.removed_at.is_not(None).label("removed"),
        Reply.author_id,
        Member.name,
        Member.handle,
        Member.role,
        Member.portrait,
        Standing.tier,
        Reply.published_at,
        Reply.number,
        Reply.likes,
        Reply.felt,
        Like.kind.label("reaction"),
        Reply.removed_at,
        Silence.how.is_not(None).label("silenced"),
    )
    .join(Member, Member.id == Reply.author_id)
    .outerjoin(Standing, Standing.member_id == Reply.author_id)
    .outerjoin(Like, _liked_by_me)
    .outerjoin(Silence, _silenced_by_me)
    .where(Reply.about_id == bindparam("about"), Reply.number.between(bindparam("first"), bindparam("last")))
    .order_by(Reply.number)
)
_words: Select[*tuple[Any, ...]] = (
    select(
        Reply.id,
        Reply.about_id,
        Reply.html,
        Reply.edited_at,
        Reply.quoted_id,
        _quoted.c.number.label("quoted_number"),
    )
    .outerjoin(_quoted, _quoted.c.id == Reply.quoted_id)
    .where(Reply.id.in_(bindparam("ids", expanding=True)))
)
_last_number: Select[*tuple[Any, ...]] = select(func.coalesce(func.max(Reply.number), 0)).where(
    Reply.about_id == bindparam("about")
)


def posts_of(about_id: int, first: int, last: int, me_id: int) -> Sequence[Post]:
    """The replies numbered from `first` to `last`, removed ones among them."""
    return rows(_posts, {"about": about_id, "first": first, "last": last, "me": me_id, "now": clock.now()})


def words_of(ids: Iterable[int]) -> dict[int, Post]:
    """What replies say, for those that are not kept rendered."""
    return {row.id: row for row in rows(_words, {"ids": list(ids)})}


def last_number_of(about_id: int) -> int:
    return int(rows(_last_number, {"about": about_id})[0][0])


def page_of(number: int) -> int:
    """The page a reply stands on, where replies are all there is."""
    return max(1, (number - 1) // PAGE + 1)
