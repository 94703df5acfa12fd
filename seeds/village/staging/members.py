"""They join, follow each other, and shop through a year."""

import random
from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import partial

from community import clock
from community.db import db
from community.engagement.activity import Deed
from community.engagement.nights import move_on
from community.engagement.record import record
from community.engagement.standing import Standing, Tier
from community.entrance.joining import joined
from community.following import follow
from community.members import Role
from seeds.stage import Scene
from seeds.village.cast import Cast
from seeds.village.people import Member, ShoppingList
from seeds.village.pictures import PORTRAIT

A_DAY = timedelta(days=1)
A_SEASON = timedelta(days=90)
NIGHTS = range(0, 364, 14)  # days ago
MOST_ORDERS = 30
RETURNED = 0.08  # share of the orders that go back


def scenes(
    members: Sequence[Member], lists: Sequence[ShoppingList], cast: Cast, password: str
) -> Iterator[Scene]:
    shops = sorted({item.storefront for one in lists for item in one.items if item.storefront})
    for ago in NIGHTS:
        yield Scene(timedelta(days=ago), partial(_night, cast))
    for member in members:
        yield Scene(member.joined, partial(_joins, member, cast, password))
        for place, whom in enumerate(member.follows):
            yield Scene(_settled(member, members, whom) * 0.97**place, partial(_follows, member, whom, cast))
        yield from _shops(member, shops, cast)
        if member.tier == Tier.APASS:
            yield Scene(timedelta(seconds=1), partial(_accepted_apass, member, cast))


def _night(cast: Cast) -> None:
    """As every night: the twelve months move on, and who has been there long enough rises."""
    move_on([member.id for member in cast.members.values()], clock.today())


def _joins(member: Member, cast: Cast, password: str) -> None:
    it = joined(
        handle=member.handle,
        name=member.name,
        email=f"{member.handle}@village.example",
        password=None,
        role=Role(member.role),
        invited_by=cast.member(member.invited_by) if member.invited_by else None,
        language=member.language,
        time_zone=member.timezone,
    )
    it.bio, it.password_hash = member.bio, cast.hash_of(password)
    cast.members[member.handle] = it
    it.portrait = cast.photo(member.portrait, PORTRAIT, by=it)


def _settled(member: Member, members: Sequence[Member], whom: str) -> timedelta:
    """How long both have been there."""
    followed = next(one for one in members if one.handle == whom)
    return min(member.joined, followed.joined) * 0.9


def _follows(member: Member, whom: str, cast: Cast) -> None:
    follow(cast.member(whom), by=cast.member(member.handle))


def _accepted_apass(member: Member, cast: Cast) -> None:
    """Points never give Apass: these have accepted their invitation."""
    standing = db.session.get_one(Standing, cast.member(member.handle).id)
    standing.tier, standing.tier_since = Tier.APASS, max(standing.tier_since, clock.now() - A_SEASON)


def _shops(member: Member, shops: Sequence[str], cast: Cast) -> Iterator[Scene]:
    """Orders that sum to what the member spends in a year, at shops of her own taste; some go back."""
    chance, spends = random.Random(member.handle), member.purchases
    liked = chance.sample(shops, min(spends.storefronts, len(shops)))
    orders = max(len(liked), min(MOST_ORDERS, spends.yearly_cny // 6000))
    weights = [chance.uniform(0.4, 1.6) for _ in range(orders)]
    for place, weight in enumerate(weights):
        amount = round(spends.yearly_cny * 100 * weight / sum(weights))
        ago = min(timedelta(days=chance.uniform(2, 360)), member.joined - A_DAY)
        where = (liked[place % len(liked)], spends.categories[place % len(spends.categories)])
        yield Scene(ago, partial(_orders, Deed.PURCHASE_MADE, member, amount, where, cast))
        if chance.random() < RETURNED:
            back = ago * chance.uniform(0.3, 0.9)
            yield Scene(back, partial(_orders, Deed.PURCHASE_RETURNED, member, amount, where, cast))


def _orders(deed: Deed, member: Member, amount: int, where: tuple[str, str], cast: Cast) -> None:
    shop, category = where
    record(deed, by=cast.member(member.handle), amount=amount, storefront=shop, category=category)
