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
    from community.engagement.columnar.lake import opened, watched
    from community.engagement.columnar.sums import measures_sql
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
        engine.execute("CREATE TABLE vouched AS SELECT DISTINCT member, 700 AS kappa, 550 AS c FROM told")
        asked = measures_sql(policy, since, vouched=True)
        total = "SUM(spend), SUM(storefronts), SUM(categories), SUM(given), SUM(received)"
        sums: list[object] = []
        with watched(engine, lambda share: print(f"{share:.0f} of 100 parts counted", flush=True)):
            counted = cost(
                lambda: sums.append(engine.execute(f"SELECT COUNT(*), {total} FROM ({asked})").fetchone())
            )
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

    from community.engagement.columnar.lake import PACKED

    folder = HOUSE / ".cache" / f"bench-ledger-{activities}"
    if (folder / "ready").exists():
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(config={"threads": 2}) as engine:
        engine.execute("SET enable_progress_bar = false")
        for begin in range(0, activities, AT_ONCE):
            rows = min(AT_ONCE, activities - begin)
            drawn = DRAWN.format(begin=begin, end=begin + rows, members=activities // EACH, today=TODAY)
            engine.execute(f"COPY ({drawn}) TO '{folder}/{begin:012}.parquet' ({PACKED})")
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
