"""A member puts the pieces of her list in the order she likes."""

from collections.abc import Sequence

from community.db import transaction
from community.members import Member
from community.permissions import require
from posts.shopping.models import Item, ShoppingList
from posts.shopping.pieces import standing
from posts.shopping.writing import refresh


def move(item: Item, by: Member, *, up: bool) -> None:
    """One place; the first and the last stay where they are."""
    require(by, "revise", item.list)
    with transaction():
        order = standing(item.list_id)
        at = next((at for at, other in enumerate(order) if other.id == item.id), None)
        to = None if at is None else at + (-1 if up else 1)
        if at is not None and to is not None and 0 <= to < len(order):
            order[at], order[to] = order[to], order[at]
            _number(item.list, order)


def arrange(it: ShoppingList, ids: Sequence[int], by: Member) -> None:
    """In the order of `ids`; a piece that is not named, because it came meanwhile, keeps to the end."""
    require(by, "revise", it)
    wish = {id: place for place, id in enumerate(ids)}
    with transaction():
        order = standing(it.id)
        _number(it, sorted(order, key=lambda item: wish.get(item.id, len(wish))))


def _number(it: ShoppingList, order: Sequence[Item]) -> None:
    for place, item in enumerate(order, start=1):
        item.place = place
    refresh(it)
