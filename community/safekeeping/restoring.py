"""A club is opened from a backup, where no club is yet: on this machine or another, on either database."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from zipfile import ZipFile

from alembic.script import ScriptDirectory
from flask import current_app
from sqlalchemy import inspect, text
from sqlalchemy.engine import Connection

from community.db import Refusal, db
from community.migrating import configuration, upgrade
from community.safekeeping.box import Contents, NoBackup, opened, print_of, rows_in, wrong_in

AT_ONCE = 500  # rows
KEYS = """SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
    FROM pg_constraint WHERE contype = 'f'"""
HIGHEST = "SELECT setval(pg_get_serial_sequence(:name, 'id'), max(id)) FROM {name} HAVING max(id) > 0"


class ClubIsThere(Refusal):
    """Nothing is put over a club that lives."""


def restore(file: Path) -> Contents:
    """All or nothing: what is wrong in the file is found before anything is written."""
    refuse_where_somebody_lives()
    box, contents = opened(file)
    with box:
        if wrong := list(islice(wrong_in(box, contents), 5)):
            raise NoBackup(f"{file} is not whole: {'; '.join(wrong)}.")
        if contents.form not in _known_forms():
            raise NoBackup(f"{file} was made by a later version. Restore it with that version.")
        upgrade(contents.form)
        _put_files_back(box, contents)
        with loading() as connection:
            for table, rows in contents.rows.items():
                _put_back(box, table, rows, connection)
    upgrade()
    return contents


def same_key(contents: Contents) -> bool:
    """Whether what was sealed and signed there is read here."""
    return contents.key == print_of(current_app.config["SECRET_KEY"])


def refuse_where_somebody_lives() -> None:
    tables = inspect(db.engine).get_table_names()
    with db.engine.connect() as connection:
        lived_in = "member" in tables and connection.scalar(text("SELECT id FROM member LIMIT 1"))
    if lived_in:
        raise ClubIsThere(
            "A club lives in this database. Give an empty one, by another DATABASE_URL and ZONE_DATA."
        )


@contextmanager
def loading() -> Iterator[Connection]:
    """In one transaction, emptied first, with the keys between tables looked at in the end."""
    on_sqlite = db.engine.dialect.name == "sqlite"
    with db.engine.connect() as connection, (_loose_sqlite if on_sqlite else _loose_postgresql)(connection):
        for name in inspect(connection).get_table_names():
            if name != "alembic_version":
                connection.execute(text(f'DELETE FROM "{name}"'))  # noqa: S608  our own tables
        yield connection


@contextmanager
def _loose_sqlite(connection: Connection) -> Iterator[None]:
    driver = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]  # sqlite3's own
    try:
        with connection.begin():
            yield
            if broken := connection.execute(text("PRAGMA foreign_key_check")).first():
                raise NoBackup(f"a row of {broken[0]} points to nothing in {broken[2]}")
    finally:
        driver.execute("PRAGMA foreign_keys=ON")  # type: ignore[union-attr]


@contextmanager
def _loose_postgresql(connection: Connection) -> Iterator[None]:
    with connection.begin():
        connection.execute(text("SET LOCAL TIME ZONE 'UTC'"))
        found = connection.execute(text(KEYS)).all()
        for table, name, _says in found:
            connection.execute(text(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"'))
        yield
        for table, name, says in found:
            connection.execute(text(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {says}'))
        _go_on_counting(connection)


def _go_on_counting(connection: Connection) -> None:
    """The next row has a number that none has."""
    for name in inspect(connection).get_table_names():
        if any(column["name"] == "id" for column in inspect(connection).get_columns(name)):
            quoted = f'"{name}"'
            connection.execute(text(HIGHEST.format(name=quoted)), {"name": quoted})


def _put_back(box: ZipFile, table: str, promised: int, connection: Connection) -> None:
    """Said to the driver itself, which leaves it to the database what a column takes."""
    lines = rows_in(box, table)
    names = [str(name) for name in next(lines)]
    place = "?" if connection.dialect.name == "sqlite" else "%s"
    places = ", ".join(place for _name in names)
    columns = ", ".join(f'"{name}"' for name in names)
    statement = f'INSERT INTO "{table}" ({columns}) VALUES ({places})'  # noqa: S608  digests were checked
    many = 0
    while rows := list(islice(lines, AT_ONCE)):
        connection.exec_driver_sql(statement, [tuple(row) for row in rows])
        many += len(rows)
    if many != promised:
        raise NoBackup(f"{table} has {many} rows where there were {promised}.")


def _put_files_back(box: ZipFile, contents: Contents) -> None:
    data = Path(current_app.config["ZONE_DATA"]).resolve()
    for name in contents.digests:
        if name.startswith("files/"):
            goal = (data / name.removeprefix("files/")).resolve()
            if data not in goal.parents:
                raise NoBackup(f"{name} would lie outside of the data folder.")
            goal.parent.mkdir(parents=True, exist_ok=True)
            with box.open(name) as source, goal.open("wb") as copy:
                shutil.copyfileobj(source, copy)


def _known_forms() -> set[str]:
    return {step.revision for step in ScriptDirectory.from_config(configuration()).walk_revisions()}
