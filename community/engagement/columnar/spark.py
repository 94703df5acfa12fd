"""The same sums by Spark, for a ledger that one machine cannot hold: it reads what `zone score export` wrote.

The club does not bring it: `requirements/spark.txt` does, and a Java, 17 or later, must be there.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from threading import Timer
from typing import Any

from community.engagement.columnar.lake import Row
from community.engagement.columnar.sums import ANSWER, steps
from community.engagement.policy import Policy

KEPT = (
    "reversals",
    "named",
    "lasting",
    "undoing_",
    "undone",
    "bought",
    "counted",
    "pairs",
    "mutual",
)  # read repeatedly


def counted_by_spark(
    spark: Any,  # noqa: ANN401  a session: Spark is not here when types are checked
    exported: Path,
    policy: Policy,
    since: date,
    vouched: Iterable[Row] = (),
    *,
    within: float = 3600,
) -> dict[int, tuple[int, ...]]:
    """The measures of all members; `vouched` has a row of each, or none.

    Ends with Spark's own error where `within` seconds were not enough.

    A query is a view, or where it is read repeatedly counted once and cut off from what it was made of: Spark
    would put each into all that name it, and plan reversals of reversals for minutes.
    """
    rows = list(vouched)
    with deadline(spark, within):
        spark.read.parquet(str(exported)).createOrReplaceTempView("told")
        spark.createDataFrame(rows, "member BIGINT, kappa BIGINT, c BIGINT").createOrReplaceTempView(
            "vouched"
        )
        for name, query in steps(policy, since, vouched=bool(rows)).one_by_one():
            said = spark.sql(query)
            (said.localCheckpoint() if name.startswith(KEPT) else said).createOrReplaceTempView(name)
        found = spark.sql(ANSWER).collect()
    return {int(member): tuple(map(int, measures)) for member, *measures in map(tuple, found)}


@contextmanager
def deadline(spark: Any, seconds: float) -> Iterator[None]:  # noqa: ANN401  as above
    """A driver whose workers are gone waits for others without an end: its jobs are called off."""
    timer = Timer(seconds, spark.sparkContext.cancelAllJobs)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
