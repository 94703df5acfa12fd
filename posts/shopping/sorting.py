"""Another order of the pieces, for whoever looks; the list keeps its own."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any

from posts.shopping.models import Priority
from posts.shopping.summing import Line

WANTED = [Priority.MUST, Priority.WISH, Priority.SOMEDAY]


class Order(StrEnum):
    OWN = ""
    NEWEST = "newest"
    WANTED = "wanted"
    CHEAPEST = "cheapest"
    DEAREST = "dearest"
    NAME = "name"


def in_order(lines: Sequence[Line], order: Order) -> list[Line]:
    """Prices are compared within a currency; what has none comes last."""
    if order is Order.OWN:
        return list(lines)
    return sorted(lines, key=KEYS[order])


def _price(line: Line, sign: int) -> tuple[Any, ...]:
    return line.amount is None, line.item.currency, sign * (line.amount or 0)


KEYS: dict[Order, Callable[[Line], tuple[Any, ...]]] = {
    Order.NEWEST: lambda line: (-line.item.added_at.timestamp(), -line.item.id),
    Order.WANTED: lambda line: (WANTED.index(line.item.priority),),
    Order.CHEAPEST: lambda line: _price(line, 1),
    Order.DEAREST: lambda line: _price(line, -1),
    Order.NAME: lambda line: (line.item.name.casefold(),),
}
