"""The sums of a lake, piece after piece: what is gathered of one fits the processor's own cache."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from community.engagement.columnar.lake import FAVOURS, PURCHASES, look_at
from community.engagement.columnar.sums import ANSWER, REPEATEDLY, Queries, steps, with_sql
from community.engagement.policy import Policy

if TYPE_CHECKING:
    import duckdb

ACROSS = {  # what comes of every piece
    "gifts": "member INTEGER, number INTEGER, kind SMALLINT",
    "got": "member INTEGER, received BIGINT",
}


def counted_by_piece(
    engine: "duckdb.DuckDBPyConnection",
    policy: Policy,
    since: date,
    *,
    vouched: bool,
    progress: Callable[[int], object] = lambda _pieces: None,
) -> str:
    """Gather piece after piece, and answer what is left to ask for the measures of all: see `measures_sql`.

    `progress` hears how many of the PIECES were counted.
    """
    _sum_by_member(engine)
    asked = steps(policy, since, vouched=vouched)
    *before, undone = asked.standing.items()
    _make(engine, "undone", with_sql(dict(before), undone[1]))
    progress(1)
    look_at(engine, PURCHASES)
    for name, query in asked.purchases.items():
        _make(engine, name, query)
    engine.execute("DROP TABLE bought")
    progress(2)
    for name, columns in ACROSS.items():
        engine.execute(f"CREATE OR REPLACE TEMP TABLE {name} ({columns})")
    for piece in range(FAVOURS):
        look_at(engine, piece)
        _count_favours(engine, asked.favours)
        progress(3 + piece)
    return with_sql(asked.gathered, ANSWER)


def _count_favours(engine: "duckdb.DuckDBPyConnection", queries: Queries) -> None:
    between: Queries = {}
    for name, query in queries.items():
        if name in ACROSS:
            engine.execute(f"INSERT INTO {name} {with_sql(between, query)}")
        elif name in REPEATEDLY:
            _make(engine, name, query)
        else:
            between[name] = query


def _sum_by_member(engine: "duckdb.DuckDBPyConnection") -> None:
    """What is summed by member, and by nothing else, lies in the order of members and is not looked for."""
    (last,) = engine.execute("SELECT COALESCE(MAX(member), 0) FROM vouched").fetchone() or (0,)
    engine.execute(f"SET perfect_ht_threshold = {min(last.bit_length() + 1, 24)}")


def _make(engine: "duckdb.DuckDBPyConnection", name: str, query: str) -> None:
    engine.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {query}")
