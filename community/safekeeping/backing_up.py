"""The club is packed while it is open: one look at the whole database, then the files it speaks of."""

import json
import os
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from flask import current_app
from sqlalchemy import Column, ColumnElement, String, Table, select, text, type_coerce
from sqlalchemy.engine import Connection

from community import clock
from community.db import Model, db
from community.safekeeping.box import Contents, add_file, add_list, print_of
from community.told import Name, Told

# Made anew by itself, sent already, or packed for one member. Keys are files, and kept apart.
LEFT_OUT = {"attacks", "index", "mail", "takeouts"}
AT_ONCE = 2000  # rows


def back_up(to: Path) -> Contents:
    """Readable by its owner only, and there only when it is whole. It is not encrypted."""
    with tempfile.NamedTemporaryFile(dir=to.parent, prefix=f".{to.name}.", delete=False) as unfinished:
        try:
            with ZipFile(unfinished, "w") as box, one_look() as connection:
                contents = _list(connection)
                for table in Model.metadata.sorted_tables:
                    _add_table(box, table, connection, contents)
                for name, file in _files():
                    _add_if_there(box, name, file, contents)
                add_list(box, contents)
            unfinished.flush()
            os.fsync(unfinished.fileno())
        except BaseException:
            Path(unfinished.name).unlink()
            raise
    Path(unfinished.name).replace(to)
    return contents


def one_look() -> Connection:
    """A connection that sees the club as it is at its first question, whatever others write meanwhile."""
    connection = db.engine.connect()
    if connection.dialect.name == "postgresql":
        connection.execution_options(isolation_level="REPEATABLE READ")
    return connection


def plain(value: object) -> object:
    """As both databases take it. Moments are in UTC, without saying so."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return value


def _list(connection: Connection) -> Contents:
    settings = current_app.config
    return Contents(
        made_at=clock.now().isoformat(timespec="seconds"),
        form=str(connection.scalar(text("SELECT version_num FROM alembic_version"))),
        club=settings["PUBLIC_URL"],
        key=print_of(settings["SECRET_KEY"]),
    )


def _add_table(box: ZipFile, table: Table, connection: Connection, contents: Contents) -> None:
    names = [column.name for column in table.columns]
    many = 0
    with tempfile.TemporaryFile() as lines:
        lines.write(_line(names))
        asked = select(*map(_as_kept, table.columns)).order_by(*table.primary_key.columns)
        for row in connection.execution_options(yield_per=AT_ONCE).execute(asked):
            lines.write(_line([plain(value) for value in row]))
            many += 1
        lines.seek(0)
        add_file(box, f"tables/{table.name}.jsonl", lines, contents, packed=True)
    contents.rows[table.name] = many


def _as_kept(column: Column[Any]) -> ColumnElement[Any]:
    """What is read in the reader's language is kept in none."""
    return type_coerce(column, String).label(column.name) if isinstance(column.type, Told | Name) else column


def _line(values: list[object] | list[str]) -> bytes:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _files() -> Iterator[tuple[str, Path]]:
    """All that lies in folders of the data folder; what is being written begins with a dot."""
    data = Path(current_app.config["ZONE_DATA"])
    for folder in sorted(data.iterdir()):
        if folder.is_dir() and folder.name not in LEFT_OUT:
            for file in sorted(folder.rglob("*")):
                if file.is_file() and not file.name.startswith("."):
                    yield f"files/{file.relative_to(data)}", file


def _add_if_there(box: ZipFile, name: str, file: Path, contents: Contents) -> None:
    """A picture may be thrown away while we pack: then its photo was, or will be, too."""
    try:
        source = file.open("rb")
    except FileNotFoundError:
        return
    with source:
        add_file(box, name, source, contents, packed=False)
