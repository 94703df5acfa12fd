"""They keep shopping lists, and take pieces from each other's."""

from collections.abc import Iterator, Sequence
from functools import partial

from community.contributions import Contribution
from community.db import db
from community.products.prices import Price
from posts.shopping.filling import Piece, add, change
from posts.shopping.models import ShoppingList as KeptList
from posts.shopping.models import State
from posts.shopping.publishing import publish
from posts.shopping.taking import take
from posts.shopping.writing import begin
from seeds.stage import Scene
from seeds.village.cast import Cast
from seeds.village.people import Item, ShoppingList
from seeds.village.pictures import THING, UNPUBLISHED
from seeds.village.staging.answering import liked


def scenes(lists: Sequence[ShoppingList], cast: Cast) -> Iterator[Scene]:
    for told in lists:
        ago = told.published or UNPUBLISHED
        yield Scene(ago, partial(_keeps, told, cast))
        yield from liked(told.liked_by, ago, partial(_kept, told, cast), cast)


def _keeps(told: ShoppingList, cast: Cast) -> None:
    owner = cast.member(told.owner)
    it = begin(told.title, told.note, by=owner)
    cast.lists[told.slug] = it.id
    for item in told.items:
        cast.pieces[told.slug, item.name] = _puts(item, it, cast)
    if told.published:
        publish(it, by=owner)


def _puts(item: Item, it: KeptList, cast: Cast) -> int:
    owner = it.author
    piece = Piece(
        name=item.name,
        brand=item.brand or "",
        storefront=item.storefront or "",
        category=item.category,
        price=Price(item.price, item.currency),
        state=State(item.state),
        note=item.note,
        photo=cast.photo(item.drawing, THING, by=owner, alt=item.name),
        private=item.private,
    )
    origin = cast.piece(item.collected_from, item.name) if item.collected_from else None
    if origin is None or origin.private:
        return add(it, piece, by=owner).id
    copy = take(origin, into=it, by=owner)
    change(copy, piece, by=owner)
    return copy.id


def _kept(told: ShoppingList, cast: Cast) -> Contribution:
    return db.session.get_one(KeptList, cast.lists[told.slug])
