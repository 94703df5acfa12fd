"""Two products are one, says somebody who keeps order; and if that was a mistake, they are two again."""

from collections.abc import Sequence

from sqlalchemy import Column, Table, select, update

from community import clock
from community.audit import audit
from community.db import Model, Refusal, db, transaction
from community.members import Member
from community.permissions import require
from community.products.models import Product, ProductMerge

AT_ONCE = 500
NOT_MOVED = {"product", "product_merge"}


class SameProduct(Refusal):
    """A product is one with itself already."""


class MergedOnwards(Refusal):
    """What was kept has meanwhile been merged into another: undo that first."""


def merge_products(merged: Product, kept: Product, by: Member) -> ProductMerge:
    """All that hangs on one hangs on the other from now on: pieces, prices, pages, whatever points at it."""
    require(by, "merge", merged)
    if merged.id == kept.id or merged.merged_into_id or kept.merged_into_id:
        raise SameProduct
    with transaction():
        moved = {
            f"{table.name}.{column.name}": _move(table, column, merged, kept) for table, column in _pointing()
        }
        merged.merged_into_id = kept.id
        audit("products.merged", f"product {merged.id}", by.id, into=kept.id)
        kept.photo, kept.category = kept.photo or merged.photo, kept.category or merged.category
        kept.shown_at = min(filter(None, (kept.shown_at, merged.shown_at)), default=None)
        merge = ProductMerge(kept_id=kept.id, merged_id=merged.id, by_id=by.id, moved=moved)
        db.session.add(merge)
        db.session.flush()
    return merge


def part_again(merge: ProductMerge, by: Member) -> None:
    """Exactly what was moved goes back; what came later stays with the one that was kept."""
    require(by, "merge", merge.kept)
    if merge.undone_at:
        return
    if merge.kept.merged_into_id:
        raise MergedOnwards
    with transaction():
        for table, column in _pointing():
            ids = merge.moved.get(f"{table.name}.{column.name}", [])
            for begin in range(0, len(ids), AT_ONCE):
                these = _key(table).in_(ids[begin : begin + AT_ONCE])
                back = update(table).where(these, column == merge.kept_id)
                db.session.execute(back.values({column.name: merge.merged_id}))
        merge.merged.merged_into_id, merge.undone_at = None, clock.now()
        db.session.flush()
        db.session.expire_all()  # the rows were moved past the session


def merges_into(kept: Product) -> Sequence[ProductMerge]:
    """Those that can still be undone, the last first."""
    standing = (ProductMerge.kept_id == kept.id, ProductMerge.undone_at.is_(None))
    return db.session.scalars(select(ProductMerge).where(*standing).order_by(ProductMerge.id.desc())).all()


def _pointing() -> list[tuple[Table, Column[int]]]:
    """Every column of the house that points at a product, but for those that tell of merges.

    What has a product in its key is a count, and made anew of what was moved.
    """
    tables = [table for table in Model.metadata.sorted_tables if table.name not in NOT_MOVED]
    return [
        (table, column)
        for table in tables
        for column in table.columns
        if not column.primary_key and any(key.target_fullname == "product.id" for key in column.foreign_keys)
    ]


def _key(table: Table) -> Column[int]:
    (key,) = table.primary_key.columns
    return key


def _move(table: Table, column: Column[int], merged: Product, kept: Product) -> list[int]:
    ids = list(db.session.scalars(select(_key(table)).where(column == merged.id)))
    db.session.execute(update(table).where(column == merged.id).values({column.name: kept.id}))
    return ids
