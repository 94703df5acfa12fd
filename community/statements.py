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
    Text,
    TypeDecorator,
    bindparam,
    literal_column,
    tuple_,
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


def any_of(columns: Sequence[Any], name: str) -> ColumnElement[bool]:
    """`(column, column) IN` the rows that are given as `name`: days as words, enums as their values."""
    kinds: list[ColumnElement[Any]] = [literal_column(_kind_of(column)) for column in columns]
    return tuple_(*columns).bool_op("IN")(_Rows(bindparam(name, type_=JSON), *kinds))


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


class _Rows(FunctionElement[Any]):
    inherit_cache = True
    name = "rows"


@compiles(_Rows, "sqlite")
def _rows_from_json(it: _Rows, compiler: SQLCompiler, **how: Any) -> str:  # noqa: ANN401
    told = compiler.process(next(iter(it.clauses)), **how)
    each = ", ".join(f"json_extract(value, '$[{n}]')" for n in range(len(it.clauses) - 1))
    return f"(SELECT {each} FROM json_each({told}))"  # noqa: S608  no word of a member's


@compiles(_Rows, "postgresql")
def _rows_from_array(it: _Rows, compiler: SQLCompiler, **how: Any) -> str:  # noqa: ANN401
    told, *kinds = (compiler.process(one, **how) for one in it.clauses)
    each = ", ".join(f"CAST(value ->> {n} AS {kind})" for n, kind in enumerate(kinds))
    return f"(SELECT {each} FROM json_array_elements({told}) AS value)"  # noqa: S608  no word of a member's


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
