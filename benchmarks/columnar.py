"""All scores anew from a ledger of millions, in columns: CPU seconds, beside a bare read of the same files.

`python -m benchmarks columnar` counts 10 million activities of 100,000 members, with `--long` 100
million of a million; `COLUMNAR=300000` in the environment as many as it says, a hundred of each member.
"""

import os
import resource
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from shutil import rmtree
from typing import NamedTuple

from benchmarks.club import HOUSE

TODAY = date(2026, 11, 29)
EACH = 100  # activities of a member
AT_ONCE = 5_000_000
AIM = 0.5  # CPU microseconds for an activity: 5 seconds for 10 million


class Cost(NamedTuple):
    cpu: float
    wall: float


def measure(activities: int = 10_000_000) -> list[str]:
    from community.engagement.columnar.by_piece import counted_by_piece
    from community.engagement.columnar.lake import PIECES, opened
    from community.engagement.policy import policy_on

    activities = int(os.environ.get("COLUMNAR", activities))
    folder = ledger_of(activities)
    policy = policy_on(TODAY)
    since = TODAY - timedelta(days=policy.window_days - 1)
    with opened(folder) as engine:
        columns = (
            "id, member, deed, counterparty, storefront, category, amount, reverses, undoes, number, day, key"
        )
        read = cost(lambda: engine.execute(f"SELECT {sums_of(columns)} FROM told").fetchall())
        engine.execute("CREATE TABLE vouched (member INTEGER, kappa INTEGER, c INTEGER)")
        engine.execute("INSERT INTO vouched SELECT DISTINCT member, 700, 550 FROM told")
        total = "SUM(spend), SUM(storefronts), SUM(categories), SUM(given), SUM(received)"
        sums: list[object] = []

        def count() -> None:
            asked = counted_by_piece(
                engine,
                policy,
                since,
                vouched=True,
                progress=lambda done: print(f"{done} of {PIECES} pieces counted", flush=True),
            )
            sums.append(engine.execute(f"SELECT COUNT(*), {total} FROM ({asked})").fetchone())

        counted = cost(count)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    lines = ["| activities | members | CPU s | aim | wall s | times a bare read | peak GB | sums |"]
    lines.append("| --- " * 8 + "|")
    lines.append(
        f"| {activities:,} | {activities // EACH:,} | {counted.cpu:.1f} | {activities * AIM / 1e6:.0f} "
        f"| {counted.wall:.1f} | {counted.cpu / read.cpu:.1f} | {peak:.1f} | {sums[0]} |"
    )
    return lines


def sums_of(columns: str) -> str:
    return f"BIT_XOR(hash({columns}))"  # a count would be read off what a file says of itself


def cost(work: Callable[[], object]) -> Cost:
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    return Cost(time.process_time() - cpu, time.perf_counter() - wall)


def ledger_of(activities: int) -> Path:
    """Drawn by chance, the same each time: a fifth purchases, two of a hundred taken back."""
    import duckdb

    from community.engagement.columnar.lake import is_of_our_make, write_pieces

    folder = HOUSE / ".cache" / f"bench-ledger-{activities}"
    if (folder / "ready").exists() and is_of_our_make(folder):
        return folder
    rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(config={"threads": 2}) as engine:
        engine.execute("SET enable_progress_bar = false")
        for begin in range(0, activities, AT_ONCE):
            rows = min(AT_ONCE, activities - begin)
            drawn = DRAWN.format(begin=begin, end=begin + rows, members=activities // EACH, today=TODAY)
            write_pieces(engine, drawn, folder / f"{begin:012}.parquet")
            print(f"{begin + rows:,} of {activities:,} drawn", flush=True)
    (folder / "ready").touch()
    return folder


DRAWN = """
WITH drawn AS (
  SELECT i AS id, hash(i) AS h, hash(i, 1) AS h1, hash(i, 2) AS h2, hash(i, 3) AS h3, hash(i, 4) AS h4
  FROM range({begin}, {end}) AS r(i)),
dated AS (SELECT *, DATE '{today}' - CAST(h1 % 540 AS INTEGER) AS day FROM drawn)
SELECT id, 'zone:' || id AS key, CAST(h % {members} AS INTEGER) AS member,
  CASE WHEN h2 % 100 < 18 THEN 'purchase.made' WHEN h2 % 100 < 20 THEN 'purchase.returned'
       WHEN h2 % 100 < 70 THEN 'contribution.liked' WHEN h2 % 100 < 90 THEN 'reply.written'
       WHEN h2 % 100 < 95 THEN 'story.published' ELSE 'message.sent' END AS deed,
  CASE WHEN h2 % 100 BETWEEN 20 AND 89 THEN CAST(h3 % {members} AS INTEGER) END AS counterparty,
  CASE WHEN h2 % 100 < 20 THEN 'Storefront ' || h3 % 300 END AS storefront,
  CASE WHEN h2 % 100 < 20 THEN 'category ' || h4 % 40 END AS category,
  CASE WHEN h2 % 100 < 20 THEN CAST(h4 % 100000 AS BIGINT) ELSE 0 END AS amount,
  CASE WHEN h4 % 100 < 2 AND id > 1000 THEN 'zone:' || (id - 1 - h3 % 1000) END AS reverses,
  CASE WHEN h4 % 100 < 2 AND id > 1000 THEN CAST(id - 1 - h3 % 1000 AS BIGINT) END AS undoes,
  day, date_trunc('month', day) AS month, CAST(day - DATE '1970-01-01' AS INTEGER) AS number
FROM dated"""
