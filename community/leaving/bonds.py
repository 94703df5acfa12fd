"""Which rows are whose, read off the foreign keys: see `community/belonging.py`."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, ColumnElement, ForeignKey, FromClause, Table, or_, select

from community.belonging import Bond, bond_of
from community.contributions import Contribution
from community.db import Model
from community.members import Member

WITH_THEM = frozenset({Bond.OWN, Bond.PAST})
GONE_WITH_THEM = WITH_THEM | {Bond.ABOUT}


def tables() -> list[Table]:
    return [Model.metadata.tables[name] for name in sorted(Model.metadata.tables)]


def keys_to(target: FromClause) -> Iterator[tuple[Table, ForeignKey]]:
    """Every foreign key of the house to a table, with the table it stands in."""
    for table in tables():
        for key in sorted(table.foreign_keys, key=lambda key: key.parent.name):
            if key.column.table is target:
                yield table, key


def keys_to_members() -> Iterator[tuple[Table, Column[Any], Bond | None]]:
    for table, key in keys_to(Member.__table__):
        yield table, key.parent, bond_of(key.parent)


def is_a_things_own(table: Table) -> bool:
    """It holds what a kind of contribution has beyond the spine: a row of it is never without the other."""
    return any(table is mapper.local_table for mapper in Contribution.__mapper__.self_and_descendants)


def belongs(table: Table, member_id: int) -> ColumnElement[bool] | None:
    """Which rows of a table are a member's: said by a key to the member, or by one to what is theirs."""
    ways = [table.c.id == member_id] if table is Member.__table__ else []
    for key in sorted(table.foreign_keys, key=lambda key: key.parent.name):
        column, bond, target = key.parent, bond_of(key.parent), key.column.table
        if target is Member.__table__:
            if bond in {Bond.OWN, Bond.SAID}:
                ways.append(column == member_id)
        elif bond in WITH_THEM and isinstance(target, Table):
            whose = belongs(target, member_id)
            if whose is not None:
                ways.append(column.in_(select(key.column).where(whose)))
    return or_(*ways) if ways else None
