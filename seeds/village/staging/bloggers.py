"""Some are verified for what they write about; one waits to be."""

from collections.abc import Iterator, Sequence
from functools import partial

from community import clock
from community.db import db
from posts.bloggers.applying import apply
from posts.bloggers.models import LASTS, Badge
from seeds.stage import Scene
from seeds.village.cast import Cast
from seeds.village.people import Asking, Member


def scenes(members: Sequence[Member], cast: Cast) -> Iterator[Scene]:
    for member in members:
        if member.verified_for:
            yield Scene(member.verified, partial(_is_verified, member, cast))
        if member.asks:
            yield Scene(member.asks.ago, partial(_asks, member, member.asks, cast))


def _is_verified(member: Member, cast: Cast) -> None:
    now = clock.now()
    it = cast.member(member.handle)
    db.session.add(Badge(member_id=it.id, topics=member.verified_for, since=now, ends_at=now + LASTS))


def _asks(member: Member, asking: Asking, cast: Cast) -> None:
    apply(cast.member(member.handle), asking.topics, "", asking.words, pledges=True)
