"""What a story led to: of its readers, how many put a thing it shows onto a list, bought it, sent it back.

Counted is what a reader did after she began to read. That she bought says her own list, or a shop's books.
Few buyers would be known by their number: below `FEWEST` it is not told.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, false, or_, select
from sqlalchemy.orm import joinedload

from community.contributions import Contribution
from community.db import LARGEST_ID, db
from community.engagement.activity import Activity
from community.products.finding import key_of, keys_of
from community.products.models import Product, PurchaseLine
from community.statements import among
from posts.blog.models import Story, StoryReading
from posts.embeds.addresses import Place
from posts.embeds.showing import places_in
from posts.shopping.models import Item, State

FEWEST = 3  # buyers
MOST = 100  # things of one story


@dataclass(frozen=True)
class Led:
    """One product; `bought` and `returned` are members, and None where they are too few to be counted."""

    product_id: int
    name: str
    brand: str | None
    kept: int
    bought: int | None
    returned: int | None


@dataclass
class _Follower:
    """A reader who put one of the things onto a list of hers."""

    began: datetime
    bought: bool
    returned: bool


def led_to(story: Story) -> Sequence[Led]:
    """Each thing it shows that all members may know of; what was put onto lists most comes first."""
    things = _shown_in(story)
    if not things:
        return ()
    followers = _followers(story, things)
    _ask_the_books(things, followers)
    led = [
        Led(
            product.id,
            product.name,
            product.brand.name if product.brand else None,
            kept=len(of),
            bought=_told(one.bought for one in of),
            returned=_told(one.returned for one in of),
        )
        for product in things.values()
        for of in [followers.get(product.id, {}).values()]
    ]
    return sorted(led, key=lambda it: -it.kept)


def _told(did: Iterable[bool]) -> int | None:
    count = sum(did)
    return count if count == 0 or count >= FEWEST else None


def _shown_in(story: Story) -> Mapping[int, Product]:
    places = places_in(story.html)
    product = select(Product).options(joinedload(Product.brand)).where(Product.shown_at.is_not(None))
    named = {place.product_id for place in places if place.product_id and place.product_id <= LARGEST_ID}
    on_lists = select(Item.product_id).where(
        Item.removed_at.is_(None), Item.private.is_(False), or_(false(), *map(_is_at, places))
    )
    found = product.where(or_(Product.id.in_(named), Product.id.in_(on_lists))).order_by(Product.id)
    return {it.id: it for it in db.session.scalars(found.limit(MOST)).all()}


def _is_at(place: Place) -> ColumnElement[bool]:
    if not place.list_id or max(place.list_id, place.piece_id or 0) > LARGEST_ID:
        return false()
    whole = Item.list_id == place.list_id
    return and_(whole, Item.id == place.piece_id) if place.piece_id else whole


def _followers(story: Story, products: Collection[int]) -> Mapping[int, dict[int, _Follower]]:
    """By product and member."""
    did = (
        select(Item.product_id, Contribution.author_id, Item.state, StoryReading.begun_at)
        .join(Contribution, Contribution.id == Item.list_id)
        .join(
            StoryReading,
            and_(StoryReading.member_id == Contribution.author_id, StoryReading.story_id == story.id),
        )
        .where(
            Item.product_id.in_(products),
            Item.added_at >= StoryReading.begun_at,
            Item.removed_at.is_(None),
            Contribution.removed_at.is_(None),
        )
    )
    followers: dict[int, dict[int, _Follower]] = defaultdict(dict)
    for product_id, member_id, state, began in db.session.execute(did):
        one = followers[product_id].setdefault(member_id, _Follower(began, bought=False, returned=False))
        one.returned |= state == State.RETURNED
        one.bought |= state in {State.BOUGHT, State.RETURNED}
    return followers


def _ask_the_books(things: Mapping[int, Product], followers: Mapping[int, Mapping[int, _Follower]]) -> None:
    members = {member_id for of in followers.values() for member_id in of}
    called: dict[str, set[int]] = defaultdict(set)
    for product in things.values():
        for key in keys_of(product):
            called[key].add(product.id)
    lines = select(
        Activity.member_id, Activity.occurred_at, PurchaseLine.product, PurchaseLine.quantity
    ).join(Activity, Activity.id == PurchaseLine.activity_id)
    theirs = lines.where(among(Activity.member_id, "members"))
    for member_id, when, name, quantity in db.session.execute(theirs, {"members": sorted(members)}):
        for product_id in called.get(key_of(name), ()):
            one = followers.get(product_id, {}).get(member_id)
            if one and when >= one.began:
                one.bought = True
                one.returned |= quantity < 0
