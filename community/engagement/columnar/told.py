"""The ledger as the sums read it: one query of the house's own tables, in the words of either database."""

from datetime import date

from community.db import db

DAYS = {
    "sqlite": (
        "date(activity.occurred_at)",
        "strftime('%Y-%m-01', activity.occurred_at)",
        "CAST(julianday(date(activity.occurred_at)) - 2440587.5 AS INTEGER)",
    ),
    "postgresql": (
        "to_char(activity.occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')",
        "to_char(activity.occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-01')",
        "CAST(floor(extract(epoch FROM activity.occurred_at) / 86400) AS BIGINT)",
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
    "undoes",
    "day",
    "month",
    "number",
)


def told_sql() -> str:
    """Every activity, with its day and the first day of its month in UTC as words: 2026-11-11.

    `number` is the same day counted from the first of 1970. `undoes` is the id of what it takes back, where
    that was told by now.
    """
    day, month, number = DAYS[db.engine.dialect.name]
    return (
        "SELECT activity.id, activity.key, activity.member_id AS member, activity.deed,"
        " activity.counterparty_id AS counterparty, activity.storefront, activity.category, activity.amount,"
        f" activity.reverses, undone.id AS undoes, {day} AS day, {month} AS month, {number} AS number"
        " FROM activity LEFT JOIN activity AS undone ON undone.key = activity.reverses"
    )


def vouched_sql(epoch: date | None) -> str:
    """What the table of a night says of each member: what her favours weigh, and how credible she is.

    Of whom it does not know it says NULL.
    """
    at = f"'{epoch}'" if epoch else "NULL"
    return (
        "SELECT member.id AS member, kappa, c FROM member"
        f" LEFT JOIN credibility ON credibility.member_id = member.id AND credibility.epoch = {at}"
    )
