"""The members of a crowd, where they stand before they did anything, and whom they follow."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from community.engagement.policy import policy_on
from community.engagement.standing import Tier, first_day
from community.members import Role
from posts.forum.models import OpensTo

Rows = Iterator[dict[str, Any]]
FOLLOWED = 20
LONG = 2_000
FIRST = [
    "Ada",
    "Bo",
    "Chen",
    "Dora",
    "Emil",
    "Fang",
    "Gia",
    "Hugo",
    "Ines",
    "Jun",
    "Kai",
    "Lan",
    "Mei",
    "Nam",
]
LAST = [
    "Archer",
    "Bauer",
    "Chu",
    "Dao",
    "Engel",
    "Fontana",
    "Guo",
    "Hoang",
    "Ito",
    "Jensen",
    "Kang",
    "Liu",
    "Moreau",
]


@dataclass(frozen=True)
class Size:
    """How many: `posts` are topics and their replies together; stories and lists come on top.

    Of the topics, the first `long_topics` have LONG replies each.
    """

    members: int = 10_000
    boards: int = 20
    topics: int = 4_000
    posts: int = 88_000
    stories: int = 10_000
    lists: int = 2_000
    long_topics: int = 4

    def replies_of(self, place: int) -> int:
        """To the topic in that place, from 0: the long ones first, the rest in equal shares."""
        if place < self.long_topics:
            return LONG
        others = self.topics - self.long_topics
        left = max(0, self.posts - self.topics - self.long_topics * LONG)
        nth = place - self.long_topics
        return left // others + (nth < left % others)


def members(size: Size, now: datetime, chance: random.Random) -> Rows:
    for id in range(1, size.members + 1):
        name = f"{chance.choice(FIRST)} {chance.choice(LAST)} {id}"
        yield {
            "id": id,
            "handle": f"crowd{id}",
            "name": name,
            "name_skeleton": name.lower(),
            "email": f"crowd{id}@crowd.example",
            "password_hash": None,
            "role": Role.ADMINISTRATOR if id == 1 else Role.MEMBER,
            "language": "en",
            "time_zone": "Asia/Shanghai",
            "theme": "auto",
            "bio": "",
            "joined_at": now - timedelta(days=chance.randint(30, 900)),
        }


def standings(size: Size, now: datetime) -> Rows:
    since = first_day(now.date(), policy_on(now.date()))
    nothing = dict.fromkeys(("spend", "storefronts", "categories", "given", "received", "score"), 0)
    for id in range(1, size.members + 1):
        yield {"member_id": id, "since": since, "tier": Tier.STANDARD, "tier_since": now, **nothing}


def follows(size: Size, now: datetime, chance: random.Random) -> Rows:
    others = min(FOLLOWED, size.members - 1)
    for id in range(1, size.members + 1):
        for step in chance.sample(range(1, size.members), others):
            yield {"follower_id": id, "followed_id": (id + step - 1) % size.members + 1, "at": now}


def boards(size: Size, now: datetime) -> Rows:
    for id in range(1, size.boards + 1):
        yield {
            "id": id,
            "slug": f"board-{id}",
            "name": f"Board {id}",
            "description": "Where a crowd talks.",
            "group_name": f"Group {(id - 1) // 5 + 1}",
            "position": id,
            "posts_from": OpensTo.MEMBERS,
            "topics": 0,
            "version": 1,
            "created_at": now,
        }
