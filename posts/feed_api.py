"""The feed, for programs."""

from typing import Literal

from sqlalchemy import select

from community.api.answers import Page
from community.api.bodies import PageQuery
from community.api.doors import Api
from community.contributions import Contribution
from community.following import Follow
from community.members import Member
from posts.cards import Card, newest_first
from posts.feed import published

feed = Api("feed")


class Asked(PageQuery):
    view: Literal["following", "latest"] = "following"


@feed.get("/feed")
def read_feed(me: Member, asked: Asked) -> Page[Card]:
    """What those you follow published, and you, or the latest of the club; the newest first."""
    seen = published(me)
    if asked.view == "following":
        followed = select(Follow.followed_id).where(Follow.follower_id == me.id)
        seen = seen.where(Contribution.author_id.in_(followed) | (Contribution.author_id == me.id))
    return newest_first(seen, asked)
