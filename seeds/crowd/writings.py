"""What a crowd wrote and liked: topics with their replies, stories, lists, and a few likes on everything."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from community.engagement.activity import Deed
from posts.forum.models import FACES
from posts.prose import excerpt_of, minutes_to_read, slug_of
from seeds.crowd.people import Size
from seeds.crowd.prose import Paragraph, paragraphs, post, title

Row = dict[str, Any]
LIKES = (0, 0, 0, 1, 1, 2, 3)
LONGEST = timedelta(days=330)
PACE = timedelta(minutes=37)


class Writings:
    """`spine()` first: it fills `topics`, `stories`, `lists`, `replies`, `likes`, whose rows point at it."""

    def __init__(self, size: Size, now: datetime, chance: random.Random) -> None:
        self.size, self.now, self.chance = size, now, chance
        self.pool = paragraphs(chance)
        self.topics: list[Row] = []
        self.stories: list[Row] = []
        self.replies: list[Row] = []
        self.likes: list[Row] = []
        self.lists: list[Row] = []
        self.owners: list[Row] = []  # of lists
        self.deeds: list[Row] = []
        self.last_id = 0

    def spine(self) -> Iterator[Row]:
        for place in range(self.size.topics):
            yield from self._topic(place, self.size.replies_of(place))
        for _ in range(self.size.stories):
            yield self._story()
        for _ in range(self.size.lists):
            yield self._list()

    def activities(self) -> Iterator[Row]:
        for id, deed in enumerate(self.deeds, 1):
            yield {"id": id, "amount": 0, "recorded_at": deed["occurred_at"], **deed}

    def _topic(self, place: int, replies: int) -> Iterator[Row]:
        opened = self.now - LONGEST * self.chance.random() - PACE * (replies + 1)
        words = post(self.pool, self.chance)
        row = self._piece("topic", opened, title(self.chance), words, replies=replies)
        key = self._did(Deed.TOPIC_OPENED, row)
        answers = [self._reply(row, number) for number in range(1, replies + 1)]
        last = answers[-1] if answers else row
        spoke = [one["author_id"] for one in (*reversed(answers), row)]
        self.topics.append(
            {
                "id": row["id"],
                "board_id": place % self.size.boards + 1,
                "text": words.text,
                "html": words.html,
                "active_at": last["published_at"],
                "last_reply_at": last["published_at"] if answers else None,
                "last_reply_by": last["author_id"] if answers else None,
                "last_number": replies,
                "faces": list(dict.fromkeys(spoke))[:FACES],
                "activity_key": key,
            }
        )
        yield row
        yield from answers

    def _reply(self, topic: Row, number: int) -> Row:
        words = post(self.pool, self.chance)
        row = self._piece("reply", topic["published_at"] + PACE * number, topic["title"], words, slug="")
        self.replies.append(
            {
                "id": row["id"],
                "about_id": topic["id"],
                "number": number,
                "text": words.text,
                "html": words.html,
                "activity_key": self._did(Deed.REPLY_WRITTEN, row, to=topic["author_id"]),
            }
        )
        return row

    def _story(self) -> Row:
        words = post(self.pool, self.chance)
        row = self._piece("story", self.now - LONGEST * self.chance.random(), title(self.chance), words)
        self.stories.append(
            {
                "id": row["id"],
                "text": words.text,
                "html": words.html,
                "dek": "",
                "tags": "",
                "cover_alt": "",
                "language": "en",
                "minutes": minutes_to_read(words.html),
                "seq": 0,
                "activity_key": self._did(Deed.STORY_PUBLISHED, row),
                "told_at": row["published_at"],
            }
        )
        return row

    def _list(self) -> Row:
        words, at = post(self.pool, self.chance), self.now - LONGEST * self.chance.random()
        row = self._piece("shopping_list", at, title(self.chance), words)
        key = self._did(Deed.LIST_PUBLISHED, row)
        self.lists.append({"id": row["id"], "note": words.text, "activity_key": key})
        self.owners.append({"id": row["id"], "author_id": row["author_id"], "at": at})
        return row

    def _piece(
        self,
        kind: str,
        at: datetime,
        name: str,
        words: Paragraph,
        *,
        slug: str | None = None,
        replies: int = 0,
    ) -> Row:
        self.last_id += 1
        row = {
            "id": self.last_id,
            "kind": kind,
            "title": name,
            "slug": slug_of(name) if slug is None else slug,
            "excerpt": excerpt_of(words.html[:600]),
            "author_id": self.chance.randint(1, self.size.members),
            "created_at": at,
            "published_at": at,
            "version": 1,
            "likes": 0,
            "replies": replies,
        }
        self._liked(row)
        return row

    def _liked(self, row: Row) -> None:
        fans = {self.chance.randint(1, self.size.members) for _ in range(self.chance.choice(LIKES))}
        fans.discard(row["author_id"])
        row["likes"] = len(fans)
        for fan in sorted(fans):
            key = self._did(Deed.LIKED, row, by=fan, to=row["author_id"])
            at = row["published_at"]
            self.likes.append({"contribution_id": row["id"], "member_id": fan, "activity_key": key, "at": at})

    def _did(self, deed: Deed, row: Row, by: int | None = None, to: int | None = None) -> str:
        key = f"crowd:{len(self.deeds) + 1}"
        self.deeds.append(
            {
                "key": key,
                "deed": deed,
                "member_id": by or row["author_id"],
                "counterparty_id": to,
                "contribution_id": row["id"],
                "occurred_at": row["published_at"],
            }
        )
        return key
