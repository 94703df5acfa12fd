"""Which pieces stand on a list, and where."""

from datetime import timedelta

from sqlalchemy import func, select

from community.db import db
from posts.shopping.models import FullList, Item, ShoppingList

MOST = 200
REGRET = timedelta(seconds=30)  # for so long what was taken off can be put back


def standing(list_id: int) -> list[Item]:
    """In their order."""
    of_it = (Item.list_id == list_id, Item.removed_at.is_(None))
    return list(db.session.scalars(select(Item).where(*of_it).order_by(Item.place, Item.id)))


def twins(list_id: int, product_id: int) -> list[Item]:
    """The pieces of a list that are the same product, the upper one first."""
    of_it = (Item.list_id == list_id, Item.product_id == product_id, Item.removed_at.is_(None))
    return list(db.session.scalars(select(Item).where(*of_it).order_by(Item.place, Item.id)))


def place_at_end(it: ShoppingList) -> int:
    """Raises FullList when there is no room."""
    of_it = (Item.list_id == it.id, Item.removed_at.is_(None))
    pieces, last = db.session.execute(select(func.count(), func.max(Item.place)).where(*of_it)).one()
    if pieces >= MOST:
        raise FullList
    return (last or 0) + 1
