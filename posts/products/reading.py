"""What is read of products: one with all that hangs on it, and shelves of many."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select
from sqlalchemy.orm import aliased

from community.audience import readable_by
from community.contributions import Contribution
from community.db import db
from community.engagement.standing import Standing
from community.genuine import doubt_of, mark_on
from community.members import Member
from community.products.finding import key_of
from community.products.models import Brand, PriceSeen, Product, ProductPage, Storefront
from community.products.prices import prices_of
from community.profiles.worn import tier_shown_to
from community.quiet.hearing import Quiet
from posts.shopping.models import Item, State
from posts.shopping.summing import by_product

PAGE = 24
MOST_WORDS, LONGEST_NAME = 6, 500
KEEPERS = 40  # of those who have it, the newest
Rows = Sequence[Row[Any]]
Columns = Select[*tuple[Any, ...]]
_list = aliased(Contribution)


class Shelf(NamedTuple):
    """Products side by side, each with the last price of its usual currency."""

    rows: Rows
    prices: dict[int, Row[Any]]
    next: int | None


def product_at(id: int) -> Row[Any] | None:
    columns: Columns = select(Product, Brand.name.label("brand"), *doubt_of(Product.id))
    named = columns.outerjoin(Brand, Brand.id == Product.brand_id)
    return db.session.execute(named.where(Product.id == id)).one_or_none()


def pieces_seen_by(me: Member) -> ColumnElement[bool]:
    """What stands on lists she may read; on her own, all."""
    others = and_(readable_by(me.id, _list), Item.private.is_(False))
    own = and_(_list.author_id == me.id, _list.removed_at.is_(None))
    return and_(Item.removed_at.is_(None), or_(others, own))


def keepers(product_id: int, me: Member, quiet: Quiet) -> Rows:
    """Who has it on which list and says what of it: one's own first, then the newest with words.

    Whom she does not want to meet she does not meet here.
    """
    columns: Columns = select(
        Item.id,
        Item.state,
        Item.state_at,
        Item.note,
        Item.size,
        Item.private,
        Item.target,
        Item.currency,
        Storefront.name.label("storefront"),
        mark_on(Item.product_id, Item.storefront_id).label("mark"),
        _list.id.label("list_id"),
        _list.slug,
        _list.title,
        _list.disclosure,
        _list.sponsor,
        _list.author_id,
        Member.name,
        Member.handle,
        Member.portrait,
        Member.role,
        tier_shown_to(me.id),
    )
    seen = (
        columns.join(_list, _list.id == Item.list_id)
        .join(Member, Member.id == _list.author_id)
        .outerjoin(Standing, Standing.member_id == Member.id)
        .outerjoin(Storefront, Storefront.id == Item.storefront_id)
        .where(Item.product_id == product_id, pieces_seen_by(me))
        .order_by((_list.author_id == me.id).desc(), (Item.note != "").desc(), Item.state_at.desc())
    )
    met = db.session.execute(seen.where(quiet.open(_list.author_id)).limit(KEEPERS)).all()
    return [row for row in met if not quiet.hides(row.note)]


def counts(product_id: int, me: Member) -> dict[State, int]:
    """How many members want it, bought it, sent it back."""
    people = func.count(func.distinct(_list.author_id))
    counted = (
        select(Item.state, people)
        .join(_list, _list.id == Item.list_id)
        .where(Item.product_id == product_id, pieces_seen_by(me))
        .group_by(Item.state)
    )
    found = dict(db.session.execute(counted).all())
    return {state: found[state] for state in State if found.get(state)}


def shops(product_id: int) -> Rows:
    """The pages that sell it, each with what it asked last."""
    last = (
        select(func.max(PriceSeen.id))
        .where(
            PriceSeen.product_id == ProductPage.product_id,
            PriceSeen.storefront_id == ProductPage.storefront_id,
            PriceSeen.told_at.is_not(None),
        )
        .correlate(ProductPage)
        .scalar_subquery()
    )
    columns: Columns = select(
        ProductPage.url,
        ProductPage.stock,
        ProductPage.seen_at,
        ProductPage.look_at,
        Storefront.id.label("storefront_id"),
        Storefront.name,
        Storefront.host,
        mark_on(ProductPage.product_id, ProductPage.storefront_id).label("mark"),
        PriceSeen.amount,
        PriceSeen.currency,
        PriceSeen.seen_at.label("price_at"),
    )
    return db.session.execute(
        columns.join(Storefront, Storefront.id == ProductPage.storefront_id)
        .outerjoin(PriceSeen, PriceSeen.id == last)
        .where(ProductPage.product_id == product_id)
        .order_by(PriceSeen.amount.is_(None), PriceSeen.amount, ProductPage.id)
    ).all()


def shelf(
    me: Member,
    page: int = 1,
    *,
    words: str = "",
    brand: int | None = None,
    storefront: int | None = None,
) -> Shelf:
    """What all members may know of, what was shown last first; with words, what has them all in its name."""
    wanted = (
        select(func.count(func.distinct(_list.author_id)))
        .select_from(Item)
        .join(_list, _list.id == Item.list_id)
        .where(Item.product_id == Product.id, pieces_seen_by(me))
        .correlate(Product)
        .scalar_subquery()
    )
    columns: Columns = select(
        Product.id,
        Product.name,
        Product.category,
        Product.photo,
        Brand.name.label("brand"),
        wanted.label("keepers"),
        *doubt_of(Product.id),
    )
    seen = columns.outerjoin(Brand, Brand.id == Product.brand_id).where(is_shown())
    for word in words[:LONGEST_NAME].split()[:MOST_WORDS]:
        seen = seen.where(_is_called(word))
    if brand:
        seen = seen.where(Product.brand_id == brand)
    if storefront:
        seen = seen.where(or_(Product.id.in_(_sold_at(storefront)), Product.id.in_(_seen_at(storefront))))
    newest = seen.order_by(Product.shown_at.desc(), Product.id.desc())
    rows = db.session.execute(newest.limit(PAGE + 1).offset((page - 1) * PAGE)).all()
    shown = rows[:PAGE]
    return Shelf(shown, last_prices((row.id for row in shown), me), page + 1 if len(rows) > PAGE else None)


def is_shown() -> ColumnElement[bool]:
    return and_(Product.shown_at.is_not(None), Product.merged_into_id.is_(None))


def called(words: str, most: int) -> Rows:
    """What is proposed while one types: products with all these words, the newest first."""
    if not key_of(words):
        return ()
    columns: Columns = select(Product.id, Product.name, Brand.name.label("brand"))
    seen = columns.outerjoin(Brand, Brand.id == Product.brand_id).where(is_shown())
    for word in words[:LONGEST_NAME].split()[:MOST_WORDS]:
        seen = seen.where(_is_called(word))
    return db.session.execute(seen.order_by(Product.shown_at.desc()).limit(most)).all()


def _is_called(word: str) -> ColumnElement[bool]:
    """Its brand and name, or what kind of thing it is, as they sound: so Chinese is found without spaces."""
    kind = func.lower(Product.category).contains(word.lower(), autoescape=True)
    return or_(Product.key.contains(key_of(word), autoescape=True), kind)


def last_prices(product_ids: Iterable[int], me: Member) -> dict[int, Row[Any]]:
    """Of each product the price that was seen last, whatever its currency."""
    last: dict[int, Row[Any]] = {}
    for (id, _currency), story in by_product(prices_of(product_ids, me, each=1)).items():
        if id not in last or last[id].seen_at < story[0].seen_at:
            last[id] = story[0]
    return last


def _sold_at(storefront: int) -> Select[Any]:
    return select(ProductPage.product_id).where(ProductPage.storefront_id == storefront)


def _seen_at(storefront: int) -> Select[Any]:
    told = (PriceSeen.storefront_id == storefront, PriceSeen.told_at.is_not(None))
    return select(PriceSeen.product_id).where(*told)
