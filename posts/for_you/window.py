"""The window: the newest that a member may read, with all that the levers ask of it, in one question."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Row, Select, bindparam, case, func, select
from sqlalchemy.orm import aliased

from community.audience import readable_by
from community.contributions import Contribution
from community.db import UtcDateTime, rows
from community.engagement.standing import Standing, Tier
from community.following import Follow
from community.profiles.worn import tier_shown_to
from community.quiet.hearing import Quiet
from community.statements import not_among, one_of
from posts.for_you.models import Less
from posts.reactions.models import Like
from posts.tagging import ContributionTag

KINDS = ("story", "shopping_list", "topic", "tip", "review", "stream")
CANDIDATES = 300
REACH = timedelta(days=90)
LIKED_LATELY = 200  # of what I liked, for my topics
WEIGHT = {Tier.APASS: 3, Tier.SUPER: 2}  # of a like; of others, 1


def window(me_id: int, quiet: Quiet, now: datetime) -> Sequence[Row[Any]]:
    """Whoever is not heard and what says a muted word is not in it."""
    facts = {"me": me_id, "since": now - REACH, "away": list(quiet.members)}
    found = rows(_window(), facts)
    return [it for it in found if not quiet.hides(it.title, it.excerpt)]


@cache
def _window() -> Select[Any]:
    me = bindparam("me", type_=Contribution.id.type)
    new = (
        select(
            Contribution.id,
            Contribution.kind,
            Contribution.author_id,
            Contribution.published_at,
            Contribution.replies,
            Contribution.title,
            Contribution.excerpt,
        )
        .where(
            one_of(Contribution.kind, KINDS),
            Contribution.published_at > bindparam("since", type_=UtcDateTime()),
            Contribution.author_id != me,
            not_among(Contribution.author_id, "away"),
            readable_by(me),
            ~select(Less.at).where(Less.contribution_id == Contribution.id, Less.member_id == me).exists(),
        )
        .order_by(Contribution.published_at.desc(), Contribution.id.desc())
        .limit(CANDIDATES)
        .cte("new")
    )
    follow, disliked = aliased(Follow), aliased(Contribution)
    one, other = aliased(ContributionTag), aliased(ContributionTag)
    mine = (
        select(Like.contribution_id)
        .where(Like.member_id == me)
        .order_by(Like.at.desc())
        .limit(LIKED_LATELY)
        .subquery()
    )
    liked_tags = select(ContributionTag.tag_id).join(
        mine, mine.c.contribution_id == ContributionTag.contribution_id
    )
    own_tags = (
        select(ContributionTag.tag_id)
        .join(Contribution, Contribution.id == ContributionTag.contribution_id)
        .where(Contribution.author_id == me, Contribution.published_at.is_not(None))
    )
    topics = liked_tags.union(own_tags).cte("topics")
    its_tags = select(func.count()).select_from(one).where(one.contribution_id == new.c.id)
    standing = case(WEIGHT, value=tier_shown_to(me), else_=1)
    givers = select(func.sum(standing)).select_from(Like).join(Standing, Standing.member_id == Like.member_id)
    circle = (
        select(func.count())
        .select_from(Like)
        .join(follow, (follow.followed_id == Like.member_id) & (follow.follower_id == me))
        .where(Like.contribution_id == new.c.id)
    )
    less_author = (
        select(func.count())
        .select_from(Less)
        .join(disliked, disliked.id == Less.contribution_id)
        .where(Less.member_id == me, disliked.author_id == new.c.author_id)
    )
    less_tags = (
        select(func.count(func.distinct(one.tag_id)))
        .select_from(Less)
        .join(other, other.contribution_id == Less.contribution_id)
        .join(one, one.tag_id == other.tag_id)
        .where(Less.member_id == me, one.contribution_id == new.c.id)
    )
    followed = select(Follow.at).where(Follow.follower_id == me, Follow.followed_id == new.c.author_id)
    return select(
        new,
        followed.exists().label("followed"),
        circle.scalar_subquery().label("circle"),
        its_tags.where(one.tag_id.in_(select(topics.c.tag_id))).scalar_subquery().label("shared_tags"),
        givers.where(Like.contribution_id == new.c.id).scalar_subquery().label("valued"),
        less_author.scalar_subquery().label("less_author"),
        less_tags.scalar_subquery().label("less_tags"),
    )
