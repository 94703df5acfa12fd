"""What they found with others; one author is asked first, and has not answered yet."""

from collections.abc import Iterator, Sequence
from functools import partial

from community.contributions import Contribution
from community.db import db
from community.sharing.models import Reposts
from community.sharing.terms import settle_terms
from posts.reposts.reposting import repost
from seeds.stage import Scene
from seeds.village.cast import Cast
from seeds.village.people import Repost


def scenes(reposts: Sequence[Repost], cast: Cast) -> Iterator[Scene]:
    for told in reposts:
        yield Scene(told.posted, partial(_reposts, told, cast))


def _reposts(told: Repost, cast: Cast) -> None:
    id = cast.stories[told.story] if told.story else cast.lists[told.list]
    it = db.session.get_one(Contribution, id)
    if told.waits:
        settle_terms(it, it.author, outside=False, reposts=Reposts.ASK)
    repost(it, told.note, by=cast.member(told.by))
