"""The same sums of the same ledger by every engine: seconds of each, and whether all rows are the same.

`python -m benchmarks engines`, `ENGINES=1000000` in the environment for as many activities. PostgreSQL is
asked where DATABASE_URL names one, Spark where its package (requirements/spark.txt) and a Java are.
"""

import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.cluster import cluster
from benchmarks.columnar import TODAY, ledger_of

READ = {
    "id": "BIGINT",
    "key": "TEXT",
    "member": "INTEGER",
    "deed": "TEXT",
    "counterparty": "INTEGER",
    "storefront": "TEXT",
    "category": "TEXT",
    "amount": "BIGINT",
    "reverses": "TEXT",
    "undoes": "BIGINT",
    "number": "INTEGER",
}
VOUCHED = {"member": "INTEGER PRIMARY KEY", "kappa": "INTEGER", "c": "INTEGER"}
Rows = list[tuple[Any, ...]]
Counted = tuple[float, dict[int, tuple[int, ...]]]  # seconds, measures of each member


def measure(activities: int = 300_000) -> list[str]:
    activities = int(os.environ.get("ENGINES", activities))
    ledger = ledger_of(activities)
    by_duckdb = _by_duckdb(ledger)
    lines = [f"| {activities:,} activities, by | seconds | times DuckDB | rows |", "| --- " * 4 + "|"]
    for name, (seconds, sums) in {"DuckDB": by_duckdb, **dict(_others(ledger))}.items():
        same = "the same" if sums == by_duckdb[1] else "NOT THE SAME"
        lines.append(f"| {name} | {seconds:.1f} | {seconds / by_duckdb[0]:.0f} | {len(sums):,}, {same} |")
    return lines


def _others(ledger: Path) -> Iterator[tuple[str, Counted]]:
    told, vouched = _rows(ledger)
    yield "SQLite", _by_sqlite(told, vouched)
    if url := os.environ.get("DATABASE_URL", ""):
        yield "PostgreSQL", _by_postgresql(url, told, vouched)
    if find_spec("pyspark") and shutil.which("java"):
        yield "Spark, two workers of one core", _by_spark(ledger, vouched)


def _rows(ledger: Path) -> tuple[Rows, Rows]:
    from community.engagement.columnar.lake import opened

    with opened(ledger) as engine:
        told = engine.execute(f"SELECT {', '.join(READ)} FROM told").fetchall()
    members = {row[2] for row in told}
    return told, [(member, 100 + member % 900, 300 + member % 600) for member in sorted(members)]


def _by_duckdb(ledger: Path) -> Counted:
    from community.engagement.columnar.by_piece import counted_by_piece
    from community.engagement.columnar.lake import opened, vouch

    _told, vouched = _rows(ledger)
    policy, since = _window()
    with opened(ledger) as engine, TemporaryDirectory() as aside:
        vouch(engine, vouched, Path(aside))
        return _timed(
            lambda: engine.execute(counted_by_piece(engine, policy, since, vouched=True)).fetchall()
        )


def _by_sqlite(told: Rows, vouched: Rows) -> Counted:
    with sqlite3.connect(":memory:") as engine:
        for name, columns, rows in (("told", READ, told), ("vouched", VOUCHED, vouched)):
            engine.execute(_table(name, columns))
            engine.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(columns))})", rows)
        return _timed(lambda: engine.execute(_statement()).fetchall())


def _by_postgresql(url: str, told: Rows, vouched: Rows) -> Counted:
    import psycopg

    with psycopg.connect(url) as engine:
        for name, columns, rows in (("told", READ, told), ("vouched", VOUCHED, vouched)):
            engine.execute(_table(name, columns))
            with engine.cursor() as cursor, cursor.copy(f"COPY {name} FROM STDIN") as copied:
                for row in rows:
                    copied.write_row(row)
            engine.execute(f"ANALYZE {name}")
        return _timed(lambda: engine.execute(_statement()).fetchall())


def _by_spark(ledger: Path, vouched: Rows) -> Counted:
    from community.engagement.columnar.lake import export
    from community.engagement.columnar.spark import counted_by_spark

    policy, since = _window()
    with cluster() as spark, TemporaryDirectory() as folder:
        exported = Path(folder) / "exported"
        export(ledger, exported)
        began = time.perf_counter()
        sums = counted_by_spark(spark, exported, policy, since, vouched)
        return time.perf_counter() - began, sums


def _window() -> tuple[Any, Any]:
    from community.engagement.policy import policy_on

    policy = policy_on(TODAY)
    return policy, TODAY - timedelta(days=policy.window_days - 1)


def _statement() -> str:
    from community.engagement.columnar.sums import measures_sql

    return measures_sql(*_window(), vouched=True)


def _table(name: str, columns: dict[str, str]) -> str:
    return f"CREATE TEMP TABLE {name} ({', '.join(f'{column} {kind}' for column, kind in columns.items())})"


def _timed(asked: Callable[[], Iterable[tuple[Any, ...]]]) -> Counted:
    began = time.perf_counter()
    rows = asked()
    seconds = time.perf_counter() - began
    return seconds, {int(member): tuple(map(int, measures)) for member, *measures in rows}
