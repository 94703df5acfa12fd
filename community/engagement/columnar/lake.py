"""The ledger in columns, beside the database: a file for each time something was added, and none is changed.

What is there is believed only while its sums are those of the table. An erasure changes a row, and on
PostgreSQL one may become visible after a younger one: then all of it is written anew.
"""

import csv
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from flask import current_app
from sqlalchemy import text

from community.db import db
from community.engagement.columnar.sums import BOUGHT
from community.engagement.columnar.told import COLUMNS, told_sql

if TYPE_CHECKING:
    import duckdb  # a worker brings it when it counts; the web process never does

Row = tuple[Any, ...]
Progress = Callable[[int], object]  # hears how many more activities were written
AT_ONCE = 500_000  # rows of one file
BUCKETS = 16
FAVOURS = 8  # pieces of what members did, for the processor's cache holds the pairs of one
PURCHASES, REVERSALS = FAVOURS, FAVOURS + 1
PIECES = FAVOURS + 2
PIECE = f"""CASE WHEN reverses IS NOT NULL THEN {REVERSALS} WHEN deed IN ({BOUGHT}) THEN {PURCHASES}
  ELSE (member + COALESCE(counterparty, 0)) % {FAVOURS} END"""
# Whole numbers are packed by their differences: read in two thirds of the time, and smaller. Of the pieces
# only those groups of rows are read that hold something of the one that is asked for.
PACKED = "FORMAT parquet, PARQUET_VERSION v2, COMPRESSION zstd, ROW_GROUP_SIZE 61440"
CHECKS = "COUNT(*), COALESCE(SUM({member}), 0), COALESCE(SUM({counterparty}), 0), COALESCE(SUM(amount), 0)"
FRUGAL: dict[str, str | int | float | list[str]] = {
    "threads": 1,  # costs less than two, and at night nobody waits
    "preserve_insertion_order": False,  # no answer follows from it
    "memory_limit": "33%",
    "disabled_optimizers": "build_side_probe_side",  # it takes favours for fewer than members: these are held
}
TYPES = {
    "id": "BIGINT",
    "key": "VARCHAR",
    "member": "INTEGER",
    "deed": "VARCHAR",
    "counterparty": "INTEGER",
    "storefront": "VARCHAR",
    "category": "VARCHAR",
    "amount": "BIGINT",
    "reverses": "VARCHAR",
    "undoes": "BIGINT",
    "day": "DATE",
    "month": "DATE",
    "number": "INTEGER",
}
VOUCHED = {"member": "INTEGER", "kappa": "INTEGER", "c": "INTEGER"}


def lake() -> Path:
    folder: Path = current_app.config["ZONE_DATA"] / "ledger"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def vouch(engine: "duckdb.DuckDBPyConnection", told: Iterable[Row], aside: Path) -> None:
    """Give an engine the table of a night as `vouched`; by a file of words, as with the ledger."""
    engine.execute(f"CREATE OR REPLACE TABLE vouched ({_columns(VOUCHED)})")
    with TemporaryDirectory(dir=aside) as folder:
        words = _words(Path(folder), told)
        engine.execute(f"INSERT INTO vouched {_read(words, VOUCHED)}")


def opened(folder: Path) -> "duckdb.DuckDBPyConnection":
    """An engine that sees the files of a folder as `told`; an empty table where there are none.

    What does not fit into a third of the machine's memory is laid aside in the same folder meanwhile.
    """
    import duckdb

    engine = duckdb.connect(config={**FRUGAL, "temp_directory": str(folder / "aside")})
    engine.execute("SET enable_progress_bar = false")
    if any(folder.glob("*.parquet")):
        engine.execute(f"CREATE VIEW ledger AS SELECT * FROM read_parquet('{_quoted(folder)}/*.parquet')")
    else:
        engine.execute(f"CREATE TABLE ledger ({_columns({**TYPES, 'piece': 'INTEGER'})})")
    look_at(engine)
    return engine


def look_at(engine: "duckdb.DuckDBPyConnection", piece: int | None = None) -> None:
    """What `told` shows from now on: all that is written, or one piece of it."""
    shown = "" if piece is None else f" WHERE piece = {piece}"
    engine.execute(f"CREATE OR REPLACE TEMP VIEW told AS SELECT * FROM ledger{shown}")


def _columns(types: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {kind}" for name, kind in types.items())


def bring_up_to_date(folder: Path, progress: Progress = lambda _more: None) -> None:
    """Add to the folder what was recorded since; all of it where what it says is not true any more."""
    last = _last(folder)
    if last and not (is_of_our_make(folder) and _sums_here(folder) == _sums_there(last)):
        shutil.rmtree(folder)
        folder.mkdir()
        last = 0
    while rows := _rows_after(last):
        _write(folder, rows)
        last = rows[-1][0]
        progress(len(rows))


def export(folder: Path, to: Path) -> int:
    """The same by bucket of member and by month, as other engines read it; answers how many activities."""
    with opened(folder) as engine:
        engine.execute(
            f"COPY (SELECT * EXCLUDE piece, member % {BUCKETS} AS bucket, month AS part FROM told)"
            f" TO '{_quoted(to)}' (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (bucket, part),"
            " OVERWRITE_OR_IGNORE)"
        )
        return int(_one(engine, "SELECT COUNT(*) FROM told")[0])


def _last(folder: Path) -> int:
    with opened(folder) as engine:
        return int(_one(engine, "SELECT COALESCE(MAX(id), 0) FROM told")[0])


def is_of_our_make(folder: Path) -> bool:
    """What an older version of the club wrote may lack a column."""
    with opened(folder) as engine:
        return [row[0] for row in engine.execute("DESCRIBE told").fetchall()] == [*COLUMNS, "piece"]


def _sums_here(folder: Path) -> Row:
    with opened(folder) as engine:
        found = _one(
            engine, f"SELECT {CHECKS} FROM told".format(member="member", counterparty="counterparty")
        )
    return tuple(map(int, found))


def _sums_there(last: int) -> Row:
    checks = CHECKS.format(member="member_id", counterparty="counterparty_id")
    found = db.session.execute(text(f"SELECT {checks} FROM activity WHERE id <= :last"), {"last": last})
    return tuple(map(int, found.one()))


def _rows_after(last: int) -> Sequence[Row]:
    asked = text(f"{told_sql()} WHERE activity.id > :last ORDER BY activity.id LIMIT {AT_ONCE}")
    return [tuple(row) for row in db.session.execute(asked, {"last": last})]


def _write(folder: Path, rows: Sequence[Row]) -> None:
    """By a file of words, for the engine reads those quicker than it is handed rows."""
    import duckdb

    with TemporaryDirectory(dir=folder) as aside:
        words = _words(Path(aside), rows)
        done = Path(aside) / "rows.parquet"
        columns = {name: TYPES[name] for name in COLUMNS}
        with duckdb.connect() as engine:
            write_pieces(engine, _read(words, columns), done)
        done.rename(folder / f"{rows[0][0]:012}-{rows[-1][0]:012}.parquet")


def write_pieces(engine: "duckdb.DuckDBPyConnection", told: str, file: Path) -> None:
    """A file of a ledger, of activities that are asked for in SQL."""
    engine.execute(
        f"COPY (SELECT *, {PIECE} AS piece FROM ({told}) AS told ORDER BY piece, id)"
        f" TO '{_quoted(file)}' ({PACKED})"
    )


def _words(aside: Path, rows: Iterable[Row]) -> Path:
    words = aside / "rows.csv"
    with words.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    return words


def _read(words: Path, types: Mapping[str, str]) -> str:
    columns = ", ".join(f"'{name}': '{kind}'" for name, kind in types.items())
    return (
        f"SELECT * FROM read_csv('{_quoted(words)}', header=false, columns={{{columns}}},"
        " delim=',', quote='\"', escape='\"', nullstr='', auto_detect=false, parallel=false)"
    )


def _one(engine: "duckdb.DuckDBPyConnection", asked: str) -> Row:
    found: Row | None = engine.execute(asked).fetchone()
    assert found  # noqa: S101  sums have one row
    return found


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
