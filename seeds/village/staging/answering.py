"""Likes and replies, as they follow everything that is published."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial

from community.contributions import Contribution
from community.db import db
from posts.reactions.liking import like
from posts.replies.models import Reply as WrittenReply
from posts.replies.writing import reply
from seeds.stage import Scene
from seeds.village.cast import Cast
from seeds.village.people import Reply

Thing = Callable[[], Contribution]
When = Callable[[WrittenReply], object]
LEAST = timedelta(seconds=20)


def liked(handles: tuple[str, ...], since: timedelta, it: Thing, cast: Cast) -> Iterator[Scene]:
    """The first likes come soon, the last ones late."""
    for place, handle in enumerate(handles, 1):
        ago = max(since * (1 - place / (len(handles) + 1)) ** 2, LEAST)
        yield Scene(min(ago, since), partial(_likes, handle, it, cast))


def answered(
    replies: tuple[Reply, ...], since: timedelta, about: Thing, cast: Cast, helpful: When | None = None
) -> Iterator[Scene]:
    for told in replies:
        key = id(told)
        ago = max(since - told.after, LEAST * 2)
        yield Scene(ago, partial(_replies, told, about, cast, helpful))
        yield from liked(told.liked_by, ago, partial(_written, key, cast), cast)


def _likes(handle: str, it: Thing, cast: Cast) -> None:
    like(it(), by=cast.member(handle))


def _replies(told: Reply, about: Thing, cast: Cast, helpful: When | None) -> None:
    written = reply(about(), told.text, by=cast.member(told.by))
    cast.replies[id(told)] = written.id
    if told.helpful and helpful:
        helpful(written)


def _written(key: int, cast: Cast) -> Contribution:
    return db.session.get_one(WrittenReply, cast.replies[key])
