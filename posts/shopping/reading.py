"""One list as its reader sees it: its head, company and headings, and the pieces that are hers to see."""

from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Row,
    Select,
    String,
    and_,
    bindparam,
    cast,
    distinct,
    exists,
    func,
    or_,
    select,
)
from sqlalchemy.orm import aliased, contains_eager

from community import clock
from community.audience import readable_by
from community.contributions import Contribution
from community.db import db, prepared, rows
from community.engagement.standing import Standing
from community.genuine import mark_on
from community.members import Member
from community.products.models import Brand, PriceSeen, Product, Storefront
from community.products.prices import prices_of
from community.profiles.worn import tier_shown_to
from community.statements import among
from posts.reactions.models import Like
from posts.shopping.models import Item, Section, ShoppingList, Taken
from posts.shopping.people import Companion, Follower
from posts.shopping.pieces import REGRET, by_section
from posts.shopping.summing import Line, Rows, by_product, line_of

LINE = "\n"  # between headings: their names are of one line
Columns = Select[*tuple[Any, ...]]
_origin, _source, _giver = aliased(Item), aliased(Contribution), aliased(Member)
_first, _first_list, _first_giver = aliased(Item), aliased(Contribution, flat=True), aliased(Member)
_via, _host = aliased(Contribution, flat=True), aliased(Member)
_adder, _friend, _own = aliased(Member), aliased(Member), aliased(Contribution, flat=True)
_shop = aliased(Storefront)


def head(id: int, me: Member) -> Row[Any] | None:
    """A list with its author, whether `me` likes it, what was taken from it, how many pieces are private."""
    asked = _head()
    facts = {"list": id, "me": me.id}
    return db.session.execute(asked, facts, execution_options=prepared(asked)).one_or_none()


@cache
def _head() -> Columns:
    list_id, me = bindparam("list", type_=BigInteger), bindparam("me", type_=BigInteger)
    of_it = Item.list_id == ShoppingList.id
    taken = select(func.count()).select_from(Taken).join(Item, Item.id == Taken.item_id).where(of_it)
    takers = select(func.count(distinct(Taken.member_id))).join(Item, Item.id == Taken.item_id).where(of_it)
    private = select(func.count()).where(of_it, Item.private, Item.removed_at.is_(None))
    heading = cast(Section.place, String) + ":" + cast(Section.id, String) + ":" + Section.name
    headings = select(func.aggregate_strings(heading, LINE)).where(Section.list_id == ShoppingList.id)
    around = cast(_friend.handle, String) + ":" + _friend.name
    company = (
        select(func.aggregate_strings(around, LINE))
        .select_from(Companion)
        .join(_friend, _friend.id == Companion.member_id)
        .where(Companion.list_id == ShoppingList.id, Companion.accepted_at.is_not(None))
    )
    followers = select(func.count()).where(Follower.list_id == ShoppingList.id)
    return (
        select(
            ShoppingList,
            tier_shown_to(me),
            Like.kind.label("reaction"),
            taken.correlate(ShoppingList).scalar_subquery().label("taken"),
            takers.correlate(ShoppingList).scalar_subquery().label("takers"),
            private.correlate(ShoppingList).scalar_subquery().label("private"),
            headings.correlate(ShoppingList).scalar_subquery().label("headings"),
            company.correlate(ShoppingList).scalar_subquery().label("company"),
            followers.correlate(ShoppingList).scalar_subquery().label("followers"),
            Companion,
            Follower.looked_at,
        )
        .join(ShoppingList.author)
        .options(contains_eager(ShoppingList.author))
        .outerjoin(Standing, Standing.member_id == ShoppingList.author_id)
        .outerjoin(Like, and_(Like.contribution_id == ShoppingList.id, Like.member_id == me))
        .outerjoin(Companion, and_(Companion.list_id == ShoppingList.id, Companion.member_id == me))
        .outerjoin(Follower, and_(Follower.list_id == ShoppingList.id, Follower.member_id == me))
        .where(ShoppingList.id == list_id)
    )


class Friend(NamedTuple):
    """Somebody who keeps the list with its owner."""

    handle: str
    name: str


def company_in(lines: str | None) -> list[Friend]:
    """By name; they come with the list in one word, as its headings do."""
    friends = (Friend(*line.split(":", 1)) for line in (lines or "").split(LINE) if line)
    return sorted(friends, key=lambda friend: friend.name)


class Heading(NamedTuple):
    """A section as it is shown."""

    place: int
    id: int
    name: str


def headings_in(lines: str | None) -> list[Heading]:
    """In their order; they come with the list in one word, so that they cost no question of their own."""
    parts = (line.split(":", 2) for line in (lines or "").split(LINE) if line)
    return sorted(Heading(int(place), int(id), name) for place, id, name in parts)


def items(list_ids: list[int], me: Member | None, *, everything: bool = False, gone: bool = False) -> Rows:
    """Columns of the pieces, in their order: of all, or of those that are not private.

    With `gone`, also what was removed and may still be put back.
    """
    facts = {"lists": list_ids, "me": me.id if me else 0, "since": clock.now() - REGRET}
    return rows(_items(everything=everything, gone=gone), facts)


@cache
def _items(*, everything: bool, gone: bool) -> Columns:
    me = bindparam("me", type_=BigInteger)
    stays: ColumnElement[bool] = Item.removed_at.is_(None)
    if gone:
        stays = or_(stays, Item.removed_at > bindparam("since", type_=Item.removed_at.type))
    known = or_(PriceSeen.told_at.is_not(None), PriceSeen.seen_by_id == me)
    prices = select(func.count()).where(PriceSeen.product_id == Item.product_id, known)
    shown: ColumnElement[bool] = Item.private.is_(False)
    if everything:  # of one's own; on a list one keeps with its owner hers stay hers
        shown = or_(shown, exists().where(_own.id == Item.list_id, _own.author_id == me))
    columns: Columns = select(
        Item.id,
        Item.list_id,
        Item.product_id,
        Item.name,
        Item.category,
        Item.currency,
        Item.state,
        Item.state_at,
        Item.priority,
        Item.quantity,
        Item.size,
        Item.section_id,
        Item.added_at,
        Item.version,
        Item.note,
        Item.private,
        Item.target,
        Item.removed_at,
        func.coalesce(Item.photo, Product.photo).label("photo"),
        Brand.name.label("brand"),
        Storefront.name.label("storefront"),
        mark_on(Item.product_id, Item.storefront_id).label("mark"),
        PriceSeen.amount.label("own_amount"),
        PriceSeen.seen_at.label("own_seen_at"),
        _shop.name.label("own_storefront"),
        _giver.name.label("giver"),
        _first_giver.name.label("first_giver"),
        _adder.name.label("added_by"),
        Item.added_by_id,
        _source.id.label("source_id"),
        _source.slug.label("source_slug"),
        readable_by(me, _source).label("source_readable"),
        Item.via_id,
        _via.title.label("via_title"),
        _host.name.label("via_host"),
        readable_by(me, _via).label("via_readable"),
        Taken.at.label("taken_at"),
        prices.correlate(Item).scalar_subquery().label("prices"),
    )
    return (
        columns.join(Product, Product.id == Item.product_id)
        .outerjoin(Brand, Brand.id == Product.brand_id)
        .outerjoin(Storefront, Storefront.id == Item.storefront_id)
        .outerjoin(PriceSeen, PriceSeen.id == Item.price_id)
        .outerjoin(_shop, _shop.id == PriceSeen.storefront_id)
        .outerjoin(_origin, _origin.id == Item.origin_id)
        .outerjoin(_source, _source.id == _origin.list_id)
        .outerjoin(_giver, _giver.id == _source.author_id)
        .outerjoin(_first, _first.id == Item.first_id)
        .outerjoin(_first_list, _first_list.id == _first.list_id)
        .outerjoin(_first_giver, _first_giver.id == _first_list.author_id)
        .outerjoin(_via, _via.id == Item.via_id)
        .outerjoin(_host, _host.id == _via.author_id)
        .outerjoin(_adder, _adder.id == Item.added_by_id)
        .outerjoin(Taken, and_(Taken.item_id == Item.id, Taken.member_id == me))
        .outerjoin(Section, Section.id == Item.section_id)
        .where(among(Item.list_id, "lists"), stays, shown)
        .order_by(*by_section())
    )


def lines_of(list_ids: list[int], me: Member | None, *, everything: bool = False) -> list[Line]:
    pieces = items(list_ids, me, everything=everything)
    prices = by_product(prices_of({row.product_id for row in pieces}, me))
    return [line_of(row, prices) for row in pieces]
