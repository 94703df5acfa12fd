"""All that waits for those who keep order: every room says what it has, so that the queue is one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Integer, Row, Select, String, cast, literal, null, select
from sqlalchemy.orm import InstrumentedAttribute

from community.db import Model
from community.members import Member

Column = ColumnElement[Any] | InstrumentedAttribute[Any]
Keys = Select[*tuple[Any, ...]]
NOTHING, NO_RULE, NOBODY = literal(0, Integer), literal("", String), cast(null(), Integer)


@dataclass(frozen=True)
class Line:
    """`what` and `why` in the reader's language; `url` is where it is decided on; `case` if it is one."""

    what: str
    by: str
    why: str
    url: str
    portrait: str | None = None
    case: Row[Any] | None = None


@dataclass(frozen=True)
class Sort:
    """One kind of thing that waits.

    `keys` are the numbers of those on which a member may decide, made by `keys_of`; `lines` say what they
    are; a change in a row of `moved_by` moves the queue. `take` and `let_go`, where the room itself
    remembers who has it.
    """

    kind: str
    title: Callable[[], str]
    keys: Callable[[Member], Keys]
    lines: Callable[[Sequence[int]], Mapping[int, Line]]
    moved_by: tuple[type[Model], ...] = ()
    take: Callable[[int, Member], None] | None = None
    let_go: Callable[[int, Member], None] | None = None


def keys_of(
    kind: str,
    id: Column,
    since: Column,
    *,
    first: Column = NOTHING,
    weight: Column = NOTHING,
    rule: Column = NO_RULE,
    holder_id: Column = NOBODY,
) -> Keys:
    """What the queue is ordered and counted by. `first` is 1 for what nobody reads until it is decided."""
    return select(
        literal(kind, String).label("kind"),
        id.label("id"),
        since.label("since"),
        first.label("first"),
        weight.label("weight"),
        rule.label("rule"),
        holder_id.label("holder_id"),
    )


_sorts: dict[str, Sort] = {}


def it_waits(sort: Sort) -> None:
    """Declare what waits in a room."""
    _sorts[sort.kind] = sort


def sorts() -> Mapping[str, Sort]:
    """By their kinds."""
    return _sorts


@cache
def what_moves_them() -> tuple[type[Model], ...]:
    """Asked first when every room has declared what it has."""
    return tuple({kind for sort in _sorts.values() for kind in sort.moved_by})
