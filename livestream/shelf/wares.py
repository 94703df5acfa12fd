"""What of a host's lists may lie on the table, and what of it each viewer may see."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import Boolean, ColumnElement, Row, Select, and_, column, func, select, table
from sqlalchemy.orm import aliased

from community.audience import readable_by
from community.contributions import Contribution
from community.db import db
from community.genuine import mark_on
from community.members import Member
from community.products.models import Brand, PriceSeen, Product, Storefront
from livestream.shelf.models import Laid
from livestream.streams.models import Stream

OFFERED = 100
# Lists have a room of their own beside this one: we may name its tables, not import its models.
item = table(
    "shopping_item",
    column("private", Boolean),
    *map(column, ("id", "list_id", "place", "product_id", "name", "currency", "price_id", "photo")),
    column("storefront_id"),
    *map(column, ("removed_at", "origin_id", "via_id")),
).c
copy = table("shopping_item", *map(column, ("origin_id", "via_id", "removed_at"))).alias("copy")
taken = table("item_taken", *map(column, ("item_id", "member_id", "at")))
_list = aliased(Contribution)
Rows = Sequence[Row[Any]]


class Table(NamedTuple):
    """`on`: lies there now; `earlier`: lay there, each once, the last first; `all`: in its order."""

    on: Rows
    earlier: Rows
    all: Rows


def table_of(it: Stream, me: Member) -> Table:
    collected = (
        select(func.count())
        .select_from(copy)
        .where(copy.c.origin_id == item.id, copy.c.via_id == it.id, copy.c.removed_at.is_(None))
        .scalar_subquery()
    )
    seen = _wares(me, Laid.id.label("laid_id"), Laid.second, Laid.off_second, Laid.off_at)
    shown = seen.add_columns(collected.label("collected")).join(Laid, Laid.item_id == item.id)
    every = db.session.execute(shown.where(Laid.stream_id == it.id).order_by(Laid.id)).all()
    on = [row for row in every if row.off_at is None]
    lie = {row.id for row in on}
    earlier = {row.id: row for row in every if row.id not in lie}
    return Table(on, sorted(earlier.values(), key=lambda row: -row.laid_id), every)


def shown_within(it: Stream, begins: float, ends: float, me: Member) -> Rows:
    """What lay on its table in that part of the film, each once."""
    shown = {row.id: row for row in table_of(it, me).all if row.second < ends and not _is_off(row, begins)}
    return list(shown.values())


def open_streams_with(product_id: int, storefront_id: int) -> Sequence[int]:
    """The streams that are not over and have shown it."""
    shown = select(Laid.stream_id).join(Stream.__table__, Stream.__table__.c.id == Laid.stream_id)
    there = shown.where(item.id == Laid.item_id, Stream.__table__.c.ended_at.is_(None))
    pair = item.product_id == product_id, item.storefront_id == storefront_id
    return db.session.scalars(there.where(*pair).distinct()).all()


def offered_to(host: Member) -> list[Rows]:
    """The pieces she may lay there: of what she published, list by list, the one shown last first."""
    order = (_list.published_at.desc(), _list.id, item.place, item.id)
    rows = db.session.execute(_wares(host).where(*_hers(host)).order_by(*order).limit(OFFERED)).all()
    return [list(pieces) for _, pieces in groupby(rows, key=lambda row: row.list_id)]


def may_lie(item_id: int, host: Member) -> bool:
    found = _wares(host).where(item.id == item_id, *_hers(host))
    return db.session.execute(found).first() is not None


def lists_of(me: Member) -> Rows:
    """Onto which she may collect, the one changed last first."""
    changed = func.coalesce(Contribution.edited_at, Contribution.created_at)
    columns: Select[*tuple[Any, ...]] = select(Contribution.id, Contribution.title)
    own = columns.where(
        Contribution.kind == "shopping_list",
        Contribution.author_id == me.id,
        Contribution.removed_at.is_(None),
        Contribution.hidden_at.is_(None),
    )
    return db.session.execute(own.order_by(changed.desc(), Contribution.id.desc())).all()


def _is_off(row: Row[Any], second: float) -> bool:
    return row.off_second is not None and row.off_second <= second


def _hers(host: Member) -> tuple[ColumnElement[bool], ...]:
    return _list.author_id == host.id, _list.audience != "only_me"


def _wares(me: Member, *more: Any) -> Select[Any]:  # noqa: ANN401  columns
    """What a member may see of the pieces: of lists she reads, and no private one; prices all may know."""
    columns: Select[*tuple[Any, ...]] = select(
        *more,
        item.id,
        item.list_id,
        item.name,
        item.product_id,
        item.currency,
        func.coalesce(item.photo, Product.photo).label("photo"),
        Brand.name.label("brand"),
        Storefront.name.label("seller"),
        mark_on(item.product_id, item.storefront_id).label("mark"),
        PriceSeen.amount,
        taken.c.at.label("taken_at"),
        _list.title,
        _list.slug,
        _list.author_id,
        _list.disclosure,
        _list.sponsor,
    )
    told = and_(PriceSeen.id == item.price_id, PriceSeen.told_at.is_not(None))
    return (
        columns.join(_list, and_(_list.id == item.list_id, _list.kind == "shopping_list"))
        .join(Product, Product.id == item.product_id)
        .outerjoin(Brand, Brand.id == Product.brand_id)
        .outerjoin(Storefront, Storefront.id == item.storefront_id)
        .outerjoin(PriceSeen, told)
        .outerjoin(taken, and_(taken.c.item_id == item.id, taken.c.member_id == me.id))
        .where(readable_by(me.id, _list), item.private.is_(False), item.removed_at.is_(None))
    )
