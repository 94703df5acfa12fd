"""A piece goes from one list to another of the same owner, or stands on both."""

from typing import Any

from community.db import db, transaction
from community.members import Member
from community.permissions import require
from posts.shopping.filling import QUANTITY, add_to, changed, take_off
from posts.shopping.history import What
from posts.shopping.models import AlreadyListed, ForeignList, Item, ShoppingList
from posts.shopping.pieces import place_at_end, twins

STAYS = {"id", "list_id", "place", "section_id", "version", "added_at", "added_by_id", "removed_at"}


def move_to(item: Item, into: ShoppingList, by: Member, *, beside_twin: bool = False) -> Item:
    """With all that is said of it. Raises AlreadyListed where the product stands there, FullList."""
    _may(item, into, by)
    with transaction():
        was = item.list
        _make_way(item, into, beside_twin=beside_twin)
        item.place, item.section, item.list = place_at_end(into), None, into
        item.version += 1
        changed(was, What.REMOVED, by, item)
        changed(into, What.ADDED, by, item)
    return item


def copy_to(item: Item, into: ShoppingList, by: Member, *, beside_twin: bool = False) -> Item:
    """The same piece once more; where it first came from is remembered, but it is not taken twice."""
    _may(item, into, by)
    with transaction():
        _make_way(item, into, beside_twin=beside_twin)
        said: dict[str, Any] = {
            column.key: getattr(item, column.key)
            for column in Item.__table__.columns
            if column.key not in STAYS
        }
        copy = Item(**said, list_id=into.id, place=place_at_end(into), added_by_id=by.id)
        db.session.add(copy)
        db.session.flush()
        changed(into, What.ADDED, by, copy)
    return copy


def fold_into(item: Item, twin: Item, by: Member, *, keep: bool) -> None:
    """So many more of what stands on the other list already; the piece itself goes, unless it is kept."""
    _may(item, twin.list, by)
    with transaction():
        add_to(twin, min(item.quantity, QUANTITY), by)
        twin.private = twin.private or item.private
        if not keep:
            take_off(item, by)


def _may(item: Item, into: ShoppingList, by: Member) -> None:
    require(by, "revise", item)
    require(by, "fill", into)
    if into.author_id != item.list.author_id:
        raise ForeignList


def _make_way(item: Item, into: ShoppingList, *, beside_twin: bool) -> None:
    if not beside_twin and (there := twins(into.id, item.product_id)):
        raise AlreadyListed(there[0])
