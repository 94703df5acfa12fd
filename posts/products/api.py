"""Products, for programs."""

from collections.abc import Sequence
from typing import Annotated, Any

from flask import abort
from flask_babel import gettext as _
from pydantic import Field
from sqlalchemy import Row

from community.api.answers import Answer, Author, Moment, Page
from community.api.bodies import Body, PageQuery, Said, Text
from community.api.cursors import cursor, id_in
from community.api.doors import Api
from community.api.problems import say
from community.db import get_or_404
from community.genuine import marks_of
from community.links import Unfetchable, why_not
from community.links.offers import Stock
from community.members import Member
from community.permissions import require
from community.products.merging import MergedOnwards, SameProduct, merge_products, part_again
from community.products.models import Brand, Product, ProductMerge, Source, Storefront
from community.products.pasting import look_at_pasted
from posts.products.reading import Shelf, shelf
from posts.products.showing import opened
from posts.shopping.models import State
from posts.shopping.piece_answers import major

products = Api("products")
LAST_PAGE = 200


class PriceAnswer(Answer):
    """`price` is in major units, `amount` in minor ones. `source`: a member's list, or the shop's page."""

    price: float
    amount: int
    currency: str
    seen_at: Moment
    storefront: str | None
    source: Source


class ProductCard(Answer):
    """`keepers` is the number of members who have it on a list you may read."""

    id: int
    url: str
    name: str
    brand: str | None
    category: str
    photo: str | None
    keepers: int
    last: PriceAnswer | None


class Shop(Answer):
    """A page that sells it, what it asked last, and when it was read."""

    url: str
    storefront: str
    host: str | None
    stock: Stock | None
    price: float | None
    currency: str | None
    seen_at: Moment


class Keeper(Answer):
    """Who has it on which list, and what she says of it."""

    author: Author
    list_id: int
    list: str
    state: State
    note: str


class PairMark(Answer):
    """What was found of the product of this seller: disputed, fake or genuine."""

    storefront: str
    mark: str


class ProductAnswer(Answer):
    """`prices` are the newest first, at most 200 of each currency; `counts` are members by state.

    `stars` are reviews by stars.
    """

    id: int
    url: str
    name: str
    brand: str | None
    brand_id: int | None
    category: str
    photo: str | None
    gtin: str
    counts: dict[str, int]
    stars: dict[int, int]
    marks: Sequence[PairMark]
    prices: Sequence[PriceAnswer]
    shops: Sequence[Shop]
    keepers: Sequence[Keeper]


class Named(Answer):
    """What it has: GET /products with its id."""

    id: int
    url: str
    name: str


class StorefrontAnswer(Named):
    host: str | None


class Asked(PageQuery):
    """`q`: words of its name, brand or kind. Of one brand or one storefront, by their ids."""

    q: Annotated[Text, Field(max_length=200)] = ""
    brand: Annotated[int, Field(ge=1, lt=2**31)] | None = None
    storefront: Annotated[int, Field(ge=1, lt=2**31)] | None = None


class ShopPage(Body):
    """`address` of a page of a shop."""

    address: Annotated[Said, Field(max_length=3000)]


class Looked(Answer):
    """What the page says. With `address`, a new item of a list is known to be that product."""

    name: str
    brand: str
    storefront: str
    category: str
    price: float | None
    currency: str | None
    photo: str | None
    address: str


class MergedInto(Body):
    """`into` is the id of the product that stays."""

    into: Annotated[int, Field(ge=1, lt=2**31)]


class Merged(Answer):
    id: int
    url: str
    kept_id: int
    merged_id: int


@products.get("/products")
def list_products(me: Member, asked: Asked) -> Page[ProductCard]:
    """What members show on their lists, the newest first."""
    page = max(1, min(id_in(asked.cursor) or 1, LAST_PAGE))
    shown = shelf(me, page, words=asked.q, brand=asked.brand, storefront=asked.storefront)
    return Page(items=_cards(shown), next=cursor(shown.next) if shown.next else None)


@products.get("/products/<int:id>")
def read_product(me: Member, id: int) -> ProductAnswer:
    """A product: its prices, where it is sold, who has it, what they say. A merged one is what it became."""
    it = get_or_404(Product, id)
    it = it.merged_into or it
    require(me, "read", it)
    found = opened(it.id, me) or abort(404)
    return ProductAnswer(
        id=it.id,
        url=found.url,
        name=it.name,
        brand=found.brand,
        brand_id=it.brand_id,
        category=it.category,
        photo=it.photo,
        gtin=it.gtin,
        counts={state.value: number for state, number in found.counts.items()},
        stars=found.opinions.counts,
        marks=[PairMark(storefront=each.storefront, mark=each.word) for each in marks_of([it.id])],
        prices=[_price(row) for story in found.stories for row in story],
        shops=[_shop(row) for row in found.shops],
        keepers=[_keeper(row) for row in found.keepers],
    )


@products.post("/products/lookups", does_first=True)
def look_at_shop(me: Member, sent: ShopPage) -> Looked:
    """Look at a page of a shop: what it sells and for how much. It takes some seconds."""
    found = look_at_pasted(sent.address, by=me)
    price = found.price
    return Looked(
        name=found.name,
        brand=found.brand,
        storefront=found.storefront,
        category=found.category,
        price=major(price.amount, price.currency) if price else None,
        currency=price.currency if price else None,
        photo=found.photo,
        address=found.address,
    )


@products.get("/brands/<int:id>")
def read_brand(me: Member, id: int) -> Named:
    """A brand of which members show something."""
    it = get_or_404(Brand, id)
    if not shelf(me, brand=id).rows:
        abort(404)
    return Named(id=it.id, url=f"{it.home}/{it.id}", name=it.name)


@products.get("/storefronts/<int:id>")
def read_storefront(me: Member, id: int) -> StorefrontAnswer:
    """A storefront where members saw something."""
    it = get_or_404(Storefront, id)
    if not shelf(me, storefront=id).rows:
        abort(404)
    return StorefrontAnswer(id=it.id, url=f"{it.home}/{it.id}", name=it.name, host=it.host)


@products.post("/products/<int:id>/merging")
def merge_product(me: Member, id: int, sent: MergedInto) -> Merged:
    """Say that two products are one: all that hangs on this one hangs on the other from now on."""
    it = get_or_404(Product, id)
    require(me, "merge", it)
    merge = merge_products(it, get_or_404(Product, sent.into), by=me)
    return Merged(id=merge.id, url=merge.kept.url, kept_id=merge.kept_id, merged_id=merge.merged_id)


@products.delete("/products/merges/<int:id>")
def undo_merge(me: Member, id: int) -> None:
    """Say that they are two after all: what was moved goes back."""
    part_again(get_or_404(ProductMerge, id), by=me)


def _cards(shown: Shelf) -> list[ProductCard]:
    return [
        ProductCard(
            id=row.id,
            url=f"{Product.home}/{row.id}",
            name=row.name,
            brand=row.brand,
            category=row.category,
            photo=row.photo,
            keepers=row.keepers,
            last=_price(shown.prices[row.id]) if row.id in shown.prices else None,
        )
        for row in shown.rows
    ]


def _price(row: Row[Any]) -> PriceAnswer:
    price = major(row.amount, row.currency) or 0
    return PriceAnswer(
        price=price,
        amount=row.amount,
        currency=row.currency,
        seen_at=row.seen_at,
        storefront=row.storefront,
        source=row.source,
    )


def _shop(row: Row[Any]) -> Shop:
    return Shop(
        url=row.url,
        storefront=row.name,
        host=row.host,
        stock=row.stock,
        price=major(row.amount, row.currency) if row.currency else None,
        currency=row.currency,
        seen_at=row.seen_at,
    )


def _keeper(row: Row[Any]) -> Keeper:
    author = Author(handle=row.handle, name=row.name, portrait=row.portrait, tier=row.tier)
    return Keeper(author=author, list_id=row.list_id, list=row.title, state=row.state, note=row.note)


say(Unfetchable, why_not, field="address")
say(SameProduct, lambda _no: _("These two are one already."))
say(MergedOnwards, lambda _no: _("It was merged into another since. Undo that first."))
