"""Rows that go, with all that hangs on them; things whose words go while their place stays."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, Table, delete, select, update

from community.belonging import Bond, Care, bond_of, care_of
from community.contributions import Contribution
from community.db import db
from community.leaving.bonds import GONE_WITH_THEM, is_a_things_own, keys_to


def delete_rows(table: Table, which: ColumnElement[bool]) -> int:
    """Delete rows, and before them what their keys tie to them; what only names them forgets them.

    Answers how many rows went in all. Must be called inside a transaction.
    """
    gone = 0
    for child, key in keys_to(table):
        hangs = key.parent.in_(select(key.column).where(which))
        if bond_of(key.parent) in GONE_WITH_THEM:
            gone += delete_rows(child, hangs)
        elif key.parent.nullable:
            db.session.execute(update(child).where(hangs).values({key.parent: None}))
    return gone + _count(delete(table).where(which))


def forget_words(table: Table, which: ColumnElement[bool]) -> None:
    """The rows stay; what was written in them does not."""
    if words := {column: _nothing(column) for column in table.columns if care_of(column) is Care.WORDS}:
        db.session.execute(update(table).where(which).values(words))


def empty(things: Iterable[Contribution], at: datetime) -> int:
    """Take the words of things, their pictures and all that hangs on them; answers how many things it was.

    Its place stays, as that of a thing whose author removed it: others have answered it, or point to it.
    """
    count = 0
    for it in things:
        for attribute in it.__mapper__.column_attrs:
            column = attribute.columns[0]
            if care_of(column) is Care.WORDS:
                setattr(it, attribute.key, _nothing(column))
        if not it.outlives_its_words:
            it.removed_at = it.removed_at or at
        it.disclosure, it.likes, it.felt = None, 0, ""
        it.version += 1
        count += 1
    db.session.flush()
    return count


def cut_loose(ids: Sequence[int], bonds: Collection[Bond]) -> None:
    """What is tied to these things by such bonds goes: reactions, bookmarks, earlier versions, ways in."""
    for mapper in Contribution.__mapper__.self_and_descendants:
        own = mapper.local_table
        if not isinstance(own, Table):
            continue
        for child, key in keys_to(own):
            if bond_of(key.parent) in bonds and not _is_its_place(child, key):
                delete_rows(child, key.parent.in_(ids))


def _is_its_place(child: Table, key: ForeignKey) -> bool:
    return is_a_things_own(child) and key.parent.primary_key


def _nothing(column: Any) -> Any:  # noqa: ANN401  of whatever type the column is
    return None if column.nullable else column.type.python_type()


def _count(statement: Any) -> int:  # noqa: ANN401  a DELETE
    return db.session.execute(statement, execution_options={"synchronize_session": False}).rowcount  # type: ignore[attr-defined,no-any-return]
