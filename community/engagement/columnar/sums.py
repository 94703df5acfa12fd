"""The sums every part of the score follows from, in SQL that SQLite, PostgreSQL and DuckDB understand alike.

It reads a table `told` of activities (key, member, deed, counterparty, storefront, category, amount,
reverses, day, month) and knows nothing of tallies: whoever asks it counts the ledger from its first line.
"""

from collections.abc import Iterable
from datetime import date

from community.engagement.activity import Deed
from community.engagement.policy import MILLI, Policy
from community.engagement.standing import MEASURES

ROUNDS = 8  # how long a chain of reversals of reversals is followed
RETURNED = Deed.PURCHASE_RETURNED.value
BOUGHT = f"'{Deed.PURCHASE_MADE.value}', '{RETURNED}'"


def standing_sql() -> str:
    """`counted`: what was done and is not taken back. A reversal is nothing by itself.

    Reversals are few, so they alone are looked at again and again: one stands unless one that stands takes it
    back. What claims to undo itself, or each other, stands nowhere and undoes nothing.
    """
    steps = ["undoing_0 AS (SELECT key, reverses FROM told WHERE reverses IS NOT NULL)"]
    for n in range(1, ROUNDS + 1):
        before = f"undoing_{n - 1}"
        steps.append(
            f"undoing_{n} AS (SELECT key, reverses FROM undoing_0"
            f" WHERE key NOT IN (SELECT reverses FROM {before}))"
        )
    steps.append(
        "counted AS (SELECT * FROM told WHERE reverses IS NULL"
        f" AND key NOT IN (SELECT reverses FROM undoing_{ROUNDS}))"
    )
    return ",\n".join(steps)


def measures_sql(policy: Policy, since: date, told: str = "") -> str:
    """One row for every member who has any: the member's id, then MEASURES in their order.

    `told` is the query of the activities where there is no table of that name.
    """
    table = f"told AS ({told}),\n" if told else ""
    day, month = f"'{since}'", f"'{since.replace(day=1)}'"
    signed = f"CASE WHEN deed = '{RETURNED}' THEN -amount ELSE amount END"
    return f"""WITH {table}{standing_sql()},
spent AS (
  SELECT member, SUM({signed}) AS spend FROM counted
  WHERE deed IN ({BOUGHT}) AND day >= {day} GROUP BY member),
kept_storefront AS ({_kept("storefront", signed, day)}),
kept_category AS ({_kept("category", signed, day)}),
days AS (
  SELECT member, deed, day, COUNT(*) AS times FROM counted
  WHERE deed IN ({_words(policy.contribution)}) AND day >= {day} GROUP BY member, deed, day),
gave AS (SELECT member, SUM({_given(policy)}) AS given FROM days GROUP BY member),
givers AS (
  SELECT counterparty AS member, member AS giver, COUNT(*) AS times FROM counted
  WHERE counterparty IS NOT NULL AND counterparty <> member
    AND deed IN ({_words(policy.resonance.deeds)}) AND month >= {month}
  GROUP BY counterparty, member),
got AS (SELECT member, SUM({_received(policy)}) AS received FROM givers GROUP BY member),
every AS (
  SELECT member, spend, 0 AS storefronts, 0 AS categories, 0 AS given, 0 AS received FROM spent
  UNION ALL SELECT member, 0, names, 0, 0, 0 FROM kept_storefront
  UNION ALL SELECT member, 0, 0, names, 0, 0 FROM kept_category
  UNION ALL SELECT member, 0, 0, 0, given, 0 FROM gave
  UNION ALL SELECT member, 0, 0, 0, 0, received FROM got)
SELECT member, {", ".join(f"CAST(SUM({name}) AS BIGINT) AS {name}" for name in MEASURES)}
FROM every GROUP BY member ORDER BY member"""


def _kept(what: str, signed: str, day: str) -> str:
    return f"""
  SELECT member, COUNT(*) AS names FROM (
    SELECT member, {what} FROM counted
    WHERE deed IN ({BOUGHT}) AND {what} IS NOT NULL AND {what} <> '' AND day >= {day}
    GROUP BY member, {what} HAVING SUM({signed}) > 0) AS kept
  GROUP BY member"""


def _given(policy: Policy) -> str:
    cases = (
        f"WHEN '{deed.value}' THEN (CASE WHEN times > {it.a_day} THEN {it.a_day} ELSE times END)"
        f" * {it.points * MILLI}"
        for deed, it in policy.contribution.items()
    )
    return f"CASE deed {' '.join(cases)} ELSE 0 END"


def _received(policy: Policy) -> str:
    whole = policy.resonance.per_giver * MILLI
    return f"{whole} - ({whole} >> CAST(CASE WHEN times > 30 THEN 30 ELSE times END AS INTEGER))"


def _words(deeds: Iterable[Deed]) -> str:
    return ", ".join(f"'{deed.value}'" for deed in deeds)
