"""The database, and the one way to change it: all or nothing, and word goes out afterwards."""

import enum
import logging
import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from functools import cache
from typing import Any, TypeVar, cast
from weakref import WeakKeyDictionary

from flask import Flask, abort
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    JSON,
    CursorResult,
    DateTime,
    Dialect,
    Engine,
    Enum,
    Executable,
    Insert,
    MetaData,
    Row,
    Select,
    TypeDecorator,
    bindparam,
    event,
    insert,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.pool import ConnectionPoolEntry
from werkzeug.routing import IntegerConverter, Map

log = logging.getLogger(__name__)
NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC. SQLite forgets time zones; a moment without one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is not None and value.tzinfo is None:
            raise ValueError(f"{value} has no time zone; take it from clock.now()")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None or value.tzinfo is UTC:
            return value
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class Model(DeclarativeBase):
    """Every table of the house; enums are stored as the words they read as."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {
        datetime: UtcDateTime(),
        dict[str, Any]: JSON(),
        enum.StrEnum: Enum(
            enum.StrEnum,
            native_enum=False,
            create_constraint=False,
            length=40,
            values_callable=lambda words: [word.value for word in words],
        ),
    }


class Refusal(Exception):
    """A no that the member reads: the sentence says what is wrong and what to do next."""


# A test lends a connection inside a transaction of its own: what the house commits there is a savepoint.
db = SQLAlchemy(metadata=Model.metadata, session_options={"join_transaction_mode": "create_savepoint"})
M = TypeVar("M", bound=Model)
LARGEST_ID = 2**31 - 1
# SQLite takes one writer at a time. Waiting here lets other greenlets run; waiting inside SQLite does not.
_one_writer = threading.RLock()
# PostgreSQL takes many, but a crowd that writes under one thread would hold every connection while it queues
# for one row, and whoever only reads would wait behind it. A process cannot do more at once anyway.
WRITERS = 8
_writers = threading.BoundedSemaphore(WRITERS)


@contextmanager
def transaction() -> Iterator[None]:
    """Commit the block, then run what it left for `after_commit`; an error undoes it all.

    Blocks nest: only the outermost commits, so one deed may call another; what an inner one adds has its id
    when it ends. What was read before the block is read again inside it, so that a decision is never taken
    on a stale row.
    """
    session = db.session()
    if "after_commit" in session.info:
        yield
        session.flush()
        return
    calls = session.info["after_commit"] = []
    last = session.info["before_commit"] = []
    try:
        with _or_nothing(session):
            # Ends the reading transaction: SQLite makes no writing one of it, and who waits is to hold none.
            if session.in_transaction():
                session.commit()
        with _turn_to_write(), _or_nothing(session):
            session.info["connection"] = session.connection(execution_options={"begin_immediate": True})
            yield
            session.flush()
            for call in last:
                call()
            session.commit()
    finally:
        for name in ("after_commit", "before_commit", "asked", "connection"):
            session.info.pop(name, None)
    for call in calls:
        call()


def _turn_to_write() -> AbstractContextManager[object]:
    return _one_writer if db.engine.dialect.name == "sqlite" else _writers


@contextmanager
def _or_nothing(session: Session) -> Iterator[None]:
    try:
        yield
    except BaseException:
        session.rollback()
        raise


@contextmanager
def stored_if_possible() -> Iterator[None]:
    """For the traces that reading leaves: where nothing can be stored just now, reading goes on without."""
    try:
        with transaction():
            yield
    except OperationalError as trouble:
        log.warning("left without a trace: %s", trouble.orig)


def after_commit(call: Callable[[], object]) -> None:
    """Do this once the transaction is safely stored; never if it is not."""
    db.session().info["after_commit"].append(call)


def before_commit(call: Callable[[], object]) -> None:
    """Do this as the last of the same transaction, when all else is written."""
    db.session().info["before_commit"].append(call)


def get_or_404(model: type[M], id: int) -> M:
    """An address may hold any number; one that no database can hold is nothing's."""
    return (db.session.get(model, id) if id <= LARGEST_ID else None) or abort(404)


def row_id(word: str | None) -> int | None:
    """An id as an address or a form says it; none where no row can have it."""
    if not word or not (word.isascii() and word.isdecimal()) or len(word) > len(str(LARGEST_ID)):
        return None
    number = int(word)
    return number if 0 < number <= LARGEST_ID else None


class RowNumber(IntegerConverter):
    """`<int:…>` in an address: one that no row can have is nothing's."""

    def __init__(self, map: Map, fixed_digits: int = 0, *, signed: bool = False) -> None:
        super().__init__(map, fixed_digits, max=LARGEST_ID, signed=signed)


def connection() -> Connection:
    """That of the session, which a transaction has at hand; a savepoint begins with its first question."""
    session = db.session()
    held: Connection | None = None if session.in_nested_transaction() else session.info.get("connection")
    return held or session.connection()


def rows(columns: Select[*tuple[Any, ...]], facts: dict[str, Any]) -> Sequence[Row[*tuple[Any, ...]]]:
    """Columns for a page, past the session: three times as quick. What was not flushed is not seen.

    The statement must be put together once and asked many times.
    """
    return connection().execute(columns, facts, execution_options=prepared(columns)).all()


def rows_once(columns: Select[*tuple[Any, ...]]) -> Sequence[Row[*tuple[Any, ...]]]:
    """The same, of what no transaction changes and then goes on to ask: it is asked once in each."""
    info = db.session().info
    if "after_commit" not in info:
        return rows(columns, {})
    asked = info.setdefault("asked", {})
    if columns not in asked:
        asked[columns] = rows(columns, {})
    found: Sequence[Row[*tuple[Any, ...]]] = asked[columns]
    return found


Facts = Mapping[str, Any]
Spell = Callable[[Any], Any]


def change(statement: Executable, facts: Facts | Sequence[Facts]) -> CursorResult[Any]:
    """The same for what changes rows; of a list of facts each changes its own. In a transaction."""
    return connection().execute(statement, facts, execution_options=prepared(statement))


def change_many(statement: Executable, facts: Sequence[Facts]) -> None:
    """The same for hundreds, which answer nothing: the driver is handed them, in half the time.

    Every value must be given by name, in a statement whose values are all bound: nothing has a default.
    """
    if not facts:
        return
    line = connection()
    sql, values = _spelled(statement, line.dialect)
    columns = [_all_spelled([row[name] for row in facts], spell) for name, spell in values.items()]
    told = list(zip(*columns, strict=True))
    by_place = line.dialect.positional
    line.exec_driver_sql(sql, told if by_place else [dict(zip(values, row, strict=True)) for row in told])


def _all_spelled(values: list[Any], spell: Spell | None) -> list[Any]:
    """What stands there more than once is spelled once."""
    if not spell:
        return values
    said = {name: spell(value) for name, value in {id(value): value for value in values}.items()}
    return [said[id(value)] for value in values]


@cache
def _spelled(statement: Executable, dialect: Dialect) -> tuple[str, dict[str, Spell | None]]:
    """In the driver's words, with what makes a value one of its own, in the order of the places."""
    compiled: Any = statement.compile(dialect=dialect)  # type: ignore[attr-defined]
    names = compiled.positiontup or list(compiled.binds)
    kinds = {name: compiled.binds[name].type.dialect_impl(dialect) for name in names}
    return str(compiled), {name: kind.bind_processor(dialect) for name, kind in kinds.items()}


def read_as(kind: type[M], row: Facts) -> M:
    """A thing as if it had been read, beside the session and all that watches over one that is its own.

    It has the columns it is given, and says of itself what its kind says; it leads to nothing else.
    """
    thing: Any = object.__new__(_plain(kind))
    thing.__dict__.update(row)
    return cast("M", thing)


@cache
def _plain(kind: type[M]) -> type:
    """The same without a session: what it says of itself, over attributes that nobody watches."""
    return type(kind.__name__, (), {name: it for name, it in vars(kind).items() if isinstance(it, property)})


def facts_of(found: Sequence[Row[*tuple[Any, ...]]]) -> list[dict[str, Any]]:
    """Each by name. A row would ask all names anew."""
    names = found[0]._fields if found else ()
    return [dict(zip(names, row, strict=True)) for row in found]


def prepared(statement: Executable) -> dict[str, Any]:
    """With these options a statement that was put together once is found in SQL where it was kept."""
    if statement not in _prepared:
        _prepared[statement] = {"compiled_cache": _Compiled()}
    return _prepared[statement]


class _Compiled(dict[Any, Any]):
    """Of one statement: found by dialect and names alone. SQLAlchemy weighs the whole statement each time."""

    def get(self, key: tuple[Any, ...], default: Any = None) -> Any:  # noqa: ANN401
        return super().get((key[0], *key[2:]), default)

    def __setitem__(self, key: tuple[Any, ...], compiled: object) -> None:
        super().__setitem__((key[0], *key[2:]), compiled)


_prepared: WeakKeyDictionary[Executable, dict[str, Any]] = WeakKeyDictionary()


def open_database(app: Flask) -> None:
    """Give the app its database, with the promises SQLite keeps only when asked."""
    in_memory = app.config["SQLALCHEMY_DATABASE_URI"] == "sqlite://"
    if not in_memory:
        app.config["ZONE_DATA"].mkdir(parents=True, exist_ok=True)
        app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"pool_size": 10, "max_overflow": 20}
    db.init_app(app)
    app.url_map.converters["int"] = RowNumber


@event.listens_for(Engine, "connect")
def _keep_promises(connection: object, _: ConnectionPoolEntry) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None  # we say BEGIN ourselves, see below
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",  # what is acknowledged survives a power cut
        "foreign_keys=ON",
        "busy_timeout=5000",
        "mmap_size=268435456",
        "cache_size=-20000",
        "temp_store=MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    """Said to the driver itself: every request says it, and by SQLAlchemy it takes ten times as long."""
    driver = connection.connection.driver_connection
    if isinstance(driver, sqlite3.Connection):
        writes = connection.get_execution_options().get("begin_immediate")
        driver.execute("BEGIN IMMEDIATE" if writes else "BEGIN")


def all_of(model: type[Model]) -> Insert:
    """A new row with a value for every column but its id."""
    columns = [column for column in model.__table__.columns if column.name != "id"]
    return insert(model).values(
        {column.name: bindparam(column.name, type_=column.type) for column in columns}
    )


def insert_or(model: type[Model]) -> Any:  # noqa: ANN401  two dialects, one shape, no common type
    """An INSERT that can say `on_conflict_do_update(...)`, in the words of the database in use."""
    dialect = postgresql if db.engine.dialect.name == "postgresql" else sqlite
    return dialect.insert(model)
