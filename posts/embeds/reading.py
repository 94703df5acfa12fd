"""The lists and products that texts on a page show, as their reader may see them: in seven queries."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import aliased

from community.contributions import Contribution
from community.db import LARGEST_ID, db
from community.genuine import Mark, marks_by_product
from community.members import Member
from community.products.models import Brand, Product
from posts.feed import published
from posts.products.reading import last_prices
from posts.shopping.reading import lines_of
from posts.shopping.summing import Line, sums

SHOWN = 3  # pieces of a list


class ShownList(NamedTuple):
    it: Row[Any]
    lines: Sequence[Line]  # those every reader may see

    @property
    def first(self) -> Sequence[Line]:
        return self.lines[:SHOWN]

    @property
    def sums(self) -> dict[str, int]:
        return sums(self.lines)

    def piece(self, id: int) -> Line | None:
        return next((line for line in self.lines if line.item.id == id), None)


def lists_for(me: Member, ids: Iterable[int]) -> Mapping[int, ShownList]:
    wanted = set(ids)
    if not wanted:
        return {}
    rows = db.session.execute(published(me, ["shopping_list"]).where(Contribution.id.in_(wanted))).all()
    of: dict[int, list[Line]] = {row.id: [] for row in rows}
    for line in lines_of(list(of), me) if of else ():
        of[line.item.list_id].append(line)
    return {row.id: ShownList(row, of[row.id]) for row in rows}


class ShownProduct(NamedTuple):
    it: Row[Any]
    price: Row[Any] | None  # the last one that was seen
    marks: Sequence[Mark]


def products_for(me: Member, ids: Iterable[int]) -> Mapping[int, ShownProduct]:
    """Those every member may know of; one that was merged into another stands for that one."""
    wanted = {id for id in ids if id <= LARGEST_ID}
    if not wanted:
        return {}
    kept = aliased(Product)
    columns: Select[*tuple[Any, ...]] = select(
        Product.id.label("named"), kept.id, kept.name, kept.photo, Brand.name.label("brand")
    )
    shown = columns.join(kept, kept.id == func.coalesce(Product.merged_into_id, Product.id)).outerjoin(
        Brand, Brand.id == kept.brand_id
    )
    rows = db.session.execute(shown.where(Product.id.in_(wanted), kept.shown_at.is_not(None))).all()
    prices = last_prices((row.id for row in rows), me) if rows else {}
    marks = marks_by_product(row.id for row in rows)
    return {row.named: ShownProduct(row, prices.get(row.id), marks.get(row.id, ())) for row in rows}


def own_among(me: Member, ids: Iterable[int]) -> set[int]:
    """Those lists that are one's own, published or not."""
    wanted = set(ids)
    if not wanted:
        return set()
    mine = select(Contribution.id).where(
        Contribution.id.in_(wanted), Contribution.author_id == me.id, Contribution.removed_at.is_(None)
    )
    return set(db.session.scalars(mine))
