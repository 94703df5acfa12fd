"""A thread as it is read: one page of its replies in columns, with what the reader did with each."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from sqlalchemy import Row, Select, Table, bindparam, case, func, or_, select
from sqlalchemy.orm import aliased

from community import clock
from community.contributions import Contribution
from community.db import rows
from community.engagement.standing import Standing
from community.members import Member
from community.moderation.reading import hidden_how
from community.profiles.worn import tier_shown_to
from community.quiet.hearing import kept_by
from community.quiet.models import Silence
from community.statements import among
from posts.reactions.models import Like
from posts.replies.models import ANSWERS, PAGE, Reply

Post = Row[*tuple[Any, ...]]
SHOWN = 11  # of a post's columns: those that everybody sees, and under which its HTML is kept

_reply = cast("Table", Reply.__table__)
_quoted = _reply.alias("quoted")
_quoted_spine = cast("Table", Contribution.__table__).alias("quoted_spine")
_quoted_by = aliased(Member)
_liked_by_me = (Like.contribution_id == Reply.id) & (Like.member_id == bindparam("me"))
_silenced_by_me = kept_by(bindparam("me"), Reply.author_id)
_shown: Select[*tuple[Any, ...]] = (
    select(
        Reply.id,
        Reply.version,
        hidden_how(Reply).label("hidden"),
        Reply.removed_at.is_not(None).label("removed"),
        Reply.author_id,
        Member.name,
        Member.handle,
        Member.role,
        Member.portrait,
        tier_shown_to(bindparam("me")),
        Reply.published_at,
        Reply.number,
        Reply.likes,
        Reply.felt,
        Like.kind.label("reaction"),
        Reply.removed_at,
        Silence.how.is_not(None).label("silenced"),
        Reply.root,
        Reply.edited_at.is_not(None).label("edited"),
        Reply.pinned_at.is_not(None).label("pinned"),
        Reply.folded_at.is_not(None).label("folded"),
    )
    .join(Member, Member.id == Reply.author_id)
    .outerjoin(Standing, Standing.member_id == Reply.author_id)
    .outerjoin(Like, _liked_by_me)
    .outerjoin(Silence, _silenced_by_me)
    .where(Reply.about_id == bindparam("about"))
    .order_by(Reply.root, Reply.number)
)
_posts = (
    _shown.where(Reply.number.between(bindparam("first"), bindparam("last")))
    .order_by(None)
    .order_by(Reply.number)
)
# A page of first replies, and of what stands under each the beginning: or all of it where that is opened.
_of_it = _reply.c.about_id == bindparam("about")
_roots = (
    select(_reply.c.number)
    .where(_of_it, _reply.c.root == _reply.c.number)
    .order_by(_reply.c.pinned_at.is_(None), _reply.c.number)
    .limit(PAGE)
    .offset(bindparam("offset"))
    .subquery()
)
_ranked = (
    select(
        _reply.c.id,
        func.row_number().over(partition_by=_reply.c.root, order_by=_reply.c.number).label("nth"),
        func.count().over(partition_by=_reply.c.root).label("among"),
    )
    .join(_roots, _roots.c.number == _reply.c.root)
    .where(_of_it)
    .subquery()
)
_groups = (
    _shown.add_columns(_ranked.c.among)
    .join(_ranked, _ranked.c.id == Reply.id)
    .where(or_(_ranked.c.nth <= 1 + ANSWERS, Reply.root == bindparam("open")))
)
_extent: Select[*tuple[Any, ...]] = select(
    func.coalesce(func.max(_reply.c.number), 0).label("last"),
    func.coalesce(func.sum(case((_reply.c.root == _reply.c.number, 1), else_=0)), 0).label("roots"),
).where(_of_it)
_first = _reply.alias("first")
_is_pinned = (
    select(_first.c.id)
    .where(
        _first.c.about_id == bindparam("about"),
        _first.c.number == bindparam("root"),
        _first.c.pinned_at.is_not(None),
    )
    .exists()
)
_before: Select[*tuple[Any, ...]] = select(func.count().label("before")).where(
    _of_it,
    _reply.c.root == _reply.c.number,
    _reply.c.number != bindparam("root"),
    ~_is_pinned,
    or_(_reply.c.number < bindparam("root"), _reply.c.pinned_at.is_not(None)),
)
_tail: Select[*tuple[Any, ...]] = (
    select(Reply.id, Reply.number, Reply.author_id, Reply.published_at)
    .where(Reply.about_id == bindparam("about"))
    .order_by(Reply.number.desc())
    .limit(5)
)
_words: Select[*tuple[Any, ...]] = (
    select(
        Reply.id,
        Reply.about_id,
        Reply.html,
        Reply.edited_at,
        Reply.quoted_id,
        Reply.root,
        Reply.pinned_at,
        Reply.folded_at,
        Reply.disclosure,
        Reply.sponsor,
        _quoted.c.number.label("quoted_number"),
        _quoted_by.name.label("quoted_name"),
    )
    .outerjoin(_quoted, _quoted.c.id == Reply.quoted_id)
    .outerjoin(_quoted_spine, _quoted_spine.c.id == Reply.quoted_id)
    .outerjoin(_quoted_by, _quoted_by.id == _quoted_spine.c.author_id)
    .where(among(Reply.id, "ids"))
)
_last_number: Select[*tuple[Any, ...]] = select(func.coalesce(func.max(Reply.number), 0)).where(
    Reply.about_id == bindparam("about")
)


def posts_of(about_id: int, first: int, last: int, me_id: int) -> Sequence[Post]:
    """The replies numbered from `first` to `last`, removed ones among them."""
    return rows(_posts, {"about": about_id, "first": first, "last": last, "me": me_id, "now": clock.now()})


def groups_of(about_id: int, page: int, opened: int, me_id: int) -> Sequence[Post]:
    """First replies of a page, each with what stands under it: what is pinned first, else in their order."""
    facts = {"about": about_id, "offset": (page - 1) * PAGE, "open": opened, "me": me_id, "now": clock.now()}
    posts = rows(_groups, facts)
    first = next((post.number for post in posts if post.pinned), None)
    return sorted(posts, key=lambda post: (post.root != first, post.root, post.number))


def extent_of(about_id: int) -> Post:
    """The number of its last reply, and how many answer the thing itself."""
    return rows(_extent, {"about": about_id})[0]


def tail_of(about_id: int) -> Sequence[Post]:
    """The last few, the newest first."""
    return rows(_tail, {"about": about_id})


def before(it: Reply) -> int:
    """How many first replies stand before the one it stands under: none before what is pinned."""
    return int(rows(_before, {"about": it.about_id, "root": it.root})[0].before)


def words_of(ids: Iterable[int]) -> dict[int, Post]:
    """What replies say, for those that are not kept rendered."""
    return {row.id: row for row in rows(_words, {"ids": list(ids)})}


def last_number_of(about_id: int) -> int:
    return int(rows(_last_number, {"about": about_id})[0][0])


def page_of(number: int) -> int:
    """The page a reply stands on, where replies are all there is."""
    return max(1, (number - 1) // PAGE + 1)
