"""The village as scenes: who joins, buys, writes, answers, likes and talks, each at its moment."""

from collections.abc import Iterator

from seeds.stage import Scene
from seeds.village.cast import Cast
from seeds.village.people import Village
from seeds.village.staging import (
    bells,
    bloggers,
    boards,
    lists,
    members,
    opinions,
    queue,
    reposts,
    rooms,
    shops,
    stories,
    streams,
    trips,
)


def scenes(village: Village, cast: Cast, password: str) -> Iterator[Scene]:
    yield from members.scenes(village.members, village.lists, cast, password)
    yield from shops.scenes()
    yield from lists.scenes(village.lists, cast)
    yield from stories.scenes(village.stories, village.members, cast)
    yield from bloggers.scenes(village.members, cast)
    yield from boards.scenes(village.boards, village.topics, cast)
    yield from opinions.scenes(village.reviews, village.tips, cast)
    yield from reposts.scenes(village.reposts, cast)
    yield from queue.scenes(village.reports, village.fakes, cast)
    yield from rooms.scenes(village.rooms, cast)
    yield from trips.scenes(cast)
    yield from streams.scenes(cast)
    yield from bells.scenes()
