"""The ledger as the sums read it: one query of the house's own tables, in the words of either database."""

from datetime import date

from community.db import db

DAYS = {
    "sqlite": (
        "date(occurred_at)",
        "strftime('%Y-%m-01', occurred_at)",
        "CAST(julianday(date(occurred_at)) - 2440587.5 AS INTEGER)",
    ),
    "postgresql": (
        "to_char(occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')",
        "to_char(occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-01')",
        "CAST(floor(extract(epoch FROM occurred_at) / 86400) AS BIGINT)",
    ),
}
COLUMNS = (
    "id",
    "key",
    "member",
    "deed",
    "counterparty",
    "storefront",
    "category",
    "amount",
    "reverses",
    "day",
    "month",
    "number",
)


def told_sql() -> str:
    """Every activity, with its day and the first day of its month in UTC as words: 2026-11-11.

    `number` is the same day counted from the first of 1970.
    """
    day, month, number = DAYS[db.engine.dialect.name]
    return (
        f"SELECT id, key, member_id AS member, deed, counterparty_id AS counterparty, storefront, category,"
        f" amount, reverses, {day} AS day, {month} AS month, {number} AS number FROM activity"
    )


def vouched_sql(epoch: date | None) -> str:
    """What the table of a night says of each member: what her favours weigh, and how credible she is."""
    at = f"'{epoch}'" if epoch else "NULL"
    return f"SELECT member_id AS member, kappa, c FROM credibility WHERE epoch = {at}"
