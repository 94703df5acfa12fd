"""Spark, a master and two workers on this machine, gives the sums of DuckDB and of SQLite, row by row."""

import shutil
import sqlite3
from datetime import timedelta

import pytest

from benchmarks.cluster import cluster
from benchmarks.columnar import DRAWN, TODAY
from community.engagement.columnar.by_piece import counted_by_piece
from community.engagement.columnar.lake import export, opened, vouch, write_pieces
from community.engagement.columnar.spark import counted_by_spark
from community.engagement.columnar.sums import measures_sql
from community.engagement.policy import policy_on

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900), pytest.mark.filterwarnings("ignore")]  # Spark's own

ACTIVITIES, MEMBERS = 50_000, 500
VOUCHED = [
    (member, 100 + member % 900, 300 + member % 600) if member % 2 else (member, None, None)
    for member in range(MEMBERS)
]
READ = "id, key, member, deed, counterparty, storefront, category, amount, reverses, undoes, number"


@pytest.fixture(scope="module")
def spark():
    if not shutil.which("java"):
        pytest.skip("SPARK IS NOT COMPARED: there is no Java here")
    pytest.importorskip(
        "pyspark", reason="SPARK IS NOT COMPARED: install requirements/spark.txt beside the others"
    )
    with cluster() as session:
        yield session


@pytest.fixture
def ledger(tmp_path):
    """Some of what takes back does so by its key alone, as if it had come first."""
    drawn = DRAWN.format(begin=0, end=ACTIVITIES, members=MEMBERS, today=TODAY)
    early = "CASE WHEN id % 5 > 0 THEN undoes END AS undoes"
    with opened(tmp_path) as engine:
        write_pieces(engine, f"SELECT * REPLACE ({early}) FROM ({drawn})", tmp_path / "all.parquet")
    return tmp_path


def as_measures(rows):
    return {int(member): tuple(map(int, measures)) for member, *measures in rows}


def by_sqlite(rows, vouched, asked):
    with sqlite3.connect(":memory:") as engine:
        engine.execute(f"CREATE TABLE told ({READ})")
        engine.execute("CREATE TABLE vouched (member, kappa, c)")
        engine.executemany(f"INSERT INTO told VALUES ({', '.join('?' * 11)})", rows)
        engine.executemany("INSERT INTO vouched VALUES (?, ?, ?)", vouched)
        return as_measures(engine.execute(asked))


def test_spark_counts_what_the_others_count(app, spark, ledger):
    policy = policy_on(TODAY)
    since = TODAY - timedelta(days=policy.window_days - 1)
    asked = measures_sql(policy, since, vouched=True)
    assert export(ledger, ledger / "exported") == ACTIVITIES
    with opened(ledger) as engine:
        vouch(engine, VOUCHED, ledger)
        by_piece = counted_by_piece(engine, policy, since, vouched=True)
        by_duckdb = as_measures(engine.execute(by_piece).fetchall())
        rows = engine.execute(f"SELECT {READ} FROM ledger").fetchall()
    assert len(by_duckdb) == MEMBERS
    assert all(any(measures[n] for measures in by_duckdb.values()) for n in range(6))
    assert by_sqlite(rows, VOUCHED, asked) == by_duckdb
    assert counted_by_spark(spark, ledger / "exported", policy, since, VOUCHED, within=600) == by_duckdb
