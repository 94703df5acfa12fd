"""The ledger as the sums read it: one query of the house's own tables, in the words of either database."""

from community.db import db

DAYS = {
    "sqlite": ("date(occurred_at)", "strftime('%Y-%m-01', occurred_at)"),
    "postgresql": (
        "to_char(occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')",
        "to_char(occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-01')",
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
)


def told_sql() -> str:
    """Every activity, with its day and the first day of its month in UTC as words: 2026-11-11."""
    day, month = DAYS[db.engine.dialect.name]
    return (
        f"SELECT id, key, member_id AS member, deed, counterparty_id AS counterparty, storefront, category,"
        f" amount, reverses, {day} AS day, {month} AS month FROM activity"
    )
