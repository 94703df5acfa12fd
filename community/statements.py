"""Conditions for statements that are put together once and asked many times.

Some things SQLAlchemy writes into a statement anew at each asking: lists of values, a separator. That took a
tenth of a page's time.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    ColumnElement,
    Date,
    Dialect,
    Integer,
    TableValuedAlias,
    Text,
    TypeDecorator,
    and_,
    bindparam,
    literal_column,
)
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeEngine

BETWEEN = "\x1f"  # a sign that no word of a member's has


def one_of(column: Any, words: Iterable[str]) -> ColumnElement[bool]:  # noqa: ANN401  a column of any kind
    """`column IN ('a', 'b')`, written out. Only for words of our own: raises ValueError for anything else."""
    written = [str(word) for word in words]
    if strange := [word for word in written if not word.isidentifier()]:
        raise ValueError(f"{strange} are not words of the house")
    return column.in_([literal_column(f"'{word}'") for word in written])  # type: ignore[no-any-return]


def among(column: Any, name: str) -> ColumnElement[bool]:  # noqa: ANN401  a column of any kind
    """`column IN` the list that is given as `name` when the statement is asked; it travels as one value."""
    return column.bool_op("IN")(_unpacked(column, name))  # type: ignore[no-any-return]


def not_among(column: Any, name: str) -> ColumnElement[bool]:  # noqa: ANN401  a column of any kind
    """The opposite of `among`: true of everything where the list is empty."""
    return column.bool_op("NOT IN")(_unpacked(column, name))  # type: ignore[no-any-return]


def asked_for(columns: Sequence[Any], name: str) -> tuple[TableValuedAlias, ColumnElement[bool]]:
    """What to join: the rows that are given as `name`, none of them twice; days as words, enums as values.

    `(column, column) IN` would look SQLite up by the first column alone.
    """
    each = _Each(bindparam(name, type_=JSON)).table_valued("value", name=name)
    told = (
        column == _Nth(each.c.value, literal_column(f"{place}"), literal_column(_kind_of(column)))
        for place, column in enumerate(columns)
    )
    return each, and_(*told)


def _kind_of(column: Any) -> str:  # noqa: ANN401  a column of any kind
    if isinstance(column.type, Date):
        return "DATE"
    return "BIGINT" if isinstance(column.type, Integer) else "TEXT"


def strung_together(column: Any) -> ColumnElement[str]:  # noqa: ANN401  a column of texts
    """All of them in one text, with `BETWEEN` between them."""
    return _Strung(column)


class _List(TypeDecorator[list[Any]]):
    """A list as one value: an array for PostgreSQL, JSON for SQLite."""

    impl = JSON
    cache_ok = True

    def __init__(self, each: type[TypeEngine[Any]]) -> None:
        super().__init__()
        self.each = each

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        on_postgresql = dialect.name == "postgresql"
        kind: TypeEngine[Any] = postgresql.ARRAY(self.each) if on_postgresql else JSON()
        return dialect.type_descriptor(kind)

    def process_bind_param(self, value: Iterable[Any] | None, dialect: Dialect) -> list[Any]:  # noqa: ARG002
        return [str(one) for one in value or ()] if self.each is Text else list(value or ())


class _Unpacked(FunctionElement[Any]):
    inherit_cache = True
    name = "unpacked"


@compiles(_Unpacked, "sqlite")
def _from_json(it: _Unpacked, compiler: SQLCompiler, **how: Any) -> str:  # noqa: ANN401
    return f"(SELECT value FROM json_each({compiler.process(it.clauses, **how)}))"  # noqa: S608  no word of a member's


@compiles(_Unpacked, "postgresql")
def _from_array(it: _Unpacked, compiler: SQLCompiler, **how: Any) -> str:  # noqa: ANN401
    return f"(SELECT unnest({compiler.process(it.clauses, **how)}))"


def _unpacked(column: Any, name: str) -> _Unpacked:  # noqa: ANN401  a column of any kind
    each = BigInteger if isinstance(column.type, Integer) else Text
    return _Unpacked(bindparam(name, type_=_List(each)))


class _Each(FunctionElement[Any]):
    inherit_cache = True
    name = "each"


@compiles(_Each, "sqlite")
def _each_of_json(it: _Each, compiler: SQLCompiler, **how: Any) -> str:  # noqa: ANN401
    return f"json_each({compiler.process(it.clauses, **how)})"


@compiles(_Each, "postgresql")
def _each_of_array(it: _Each, compiler: SQLCompiler, **how: Any) -> str:  # noqa: ANN401
    return f"json_array_elements({compiler.process(it.clauses, **how)})"


class _Nth(FunctionElement[Any]):
    inherit_cache = True
    name = "nth"


@compiles(_Nth, "sqlite")
def _nth_of_json(it: _Nth, compiler: SQLCompiler, **how: Any) -> str:  # noqa: ANN401
    row, place, _kind = (compiler.process(one, **how) for one in it.clauses)
    return f"json_extract({row}, '$[{place}]')"


@compiles(_Nth, "postgresql")
def _nth_of_array(it: _Nth, compiler: SQLCompiler, **how: Any) -> str:  # noqa: ANN401
    row, place, kind = (compiler.process(one, **how) for one in it.clauses)
    return f"CAST({row} ->> {place} AS {kind})"


class _Strung(FunctionElement[str]):
    inherit_cache = True
    name = "strung"
    type = Text()


@compiles(_Strung, "sqlite")
def _grouped(it: _Strung, compiler: SQLCompiler, **how: Any) -> str:  # noqa: ANN401
    return f"group_concat({compiler.process(it.clauses, **how)}, char({ord(BETWEEN)}))"


@compiles(_Strung, "postgresql")
def _aggregated(it: _Strung, compiler: SQLCompiler, **how: Any) -> str:  # noqa: ANN401
    return f"string_agg({compiler.process(it.clauses, **how)}, chr({ord(BETWEEN)}))"
