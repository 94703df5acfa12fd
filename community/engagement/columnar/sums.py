"""The sums every part of the score follows from, in SQL that SQLite, PostgreSQL and DuckDB understand alike.

It reads a table `told` of activities (key, member, deed, counterparty, storefront, category, amount,
reverses, day, number) and a table `vouched` (member, kappa, c), and knows nothing of tallies: whoever asks it
counts the ledger from its first line.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from community.engagement.activity import Deed
from community.engagement.epochs import EVEN
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


def measures_sql(
    policy: Policy, since: date, *, vouched: bool, queries: Mapping[str, str] | None = None
) -> str:
    """One row for every member who has any: the member's id, then MEASURES in their order.

    `vouched`: there is a table of a night. `queries` are those of the tables that are not there by name.
    """
    table = "".join(f"{name} AS ({query}),\n" for name, query in (queries or {}).items())
    day = f"'{since}'"
    within = policy.resonance.returned_within
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
favours AS (
  SELECT counterparty AS member, member AS giver, day, number, COUNT(*) AS times FROM counted
  WHERE counterparty IS NOT NULL AND counterparty <> member AND deed IN ({_words(policy.resonance.deeds)})
  GROUP BY counterparty, member, day, number),
answered AS (
  SELECT given.member, given.giver, given.number,
    MAX(CASE WHEN back.number < given.number THEN 1 ELSE 0 END) AS is_return
  FROM favours AS given JOIN favours AS back
    ON back.member = given.giver AND back.giver = given.member
    AND back.number BETWEEN given.number - {within} AND given.number + {within}
  GROUP BY given.member, given.giver, given.number),
weighed AS (
  SELECT favours.member, favours.giver,
    SUM(CASE WHEN is_return IS NULL THEN times ELSE 0 END) AS whole,
    SUM(CASE WHEN is_return = 0 THEN times ELSE 0 END) AS returned
  FROM favours LEFT JOIN answered ON answered.member = favours.member
    AND answered.giver = favours.giver AND answered.number = favours.number
  WHERE day >= {day} GROUP BY favours.member, favours.giver),
left_over AS (
  SELECT weighed.member, {_half(policy, "whole")} AS after_whole,
    {_half(policy, "whole + returned")} AS after_all, {_weight(policy, vouched=vouched)} AS weight
  FROM weighed LEFT JOIN vouched ON vouched.member = weighed.giver),
got AS (SELECT member, SUM({_received(policy)}) AS received FROM left_over GROUP BY member),
every AS (
  SELECT member, spend, 0 AS storefronts, 0 AS categories, 0 AS given, 0 AS received FROM spent
  UNION ALL SELECT member, 0, names, 0, 0, 0 FROM kept_storefront
  UNION ALL SELECT member, 0, 0, names, 0, 0 FROM kept_category
  UNION ALL SELECT member, 0, 0, 0, given, 0 FROM gave
  UNION ALL SELECT member, 0, 0, 0, 0, received FROM got
  UNION ALL SELECT member, 0, 0, 0, 0, 0 FROM vouched),
summed AS (
  SELECT member, {", ".join(f"CAST(SUM({name}) AS BIGINT) AS {name}" for name in MEASURES[:-1])}
  FROM every GROUP BY member)
SELECT summed.*, COALESCE(c, {EVEN}) AS c
FROM summed LEFT JOIN vouched ON vouched.member = summed.member ORDER BY summed.member"""


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


def _half(policy: Policy, times: str) -> str:
    """What is left of one giver's favours after so many, each worth half of the one before."""
    most = policy.resonance.per_giver * MILLI
    return f"({most} >> CAST(CASE WHEN {times} > 30 THEN 30 ELSE {times} END AS INTEGER))"


def _weight(policy: Policy, *, vouched: bool) -> str:
    weights = policy.resonance.weights
    if not vouched:
        return str(weights.before_any)
    return f"CASE WHEN kappa > {MILLI} THEN {MILLI} ELSE COALESCE(kappa, {weights.unknown}) END"


def _received(policy: Policy) -> str:
    """As `Resonance.points`, in whole numbers all along."""
    most = policy.resonance.per_giver * MILLI
    returned = _divided("(after_whole - after_all)", policy.resonance.returned_one_in)
    return _divided(f"(({most} - after_whole + {returned}) * weight)", MILLI)


def _divided(what: str, by: int) -> str:
    """Downwards, where some engines would keep the fraction."""
    return f"CAST(({what} - {what} % {by}) / {by} AS BIGINT)"


def _words(deeds: Iterable[Deed]) -> str:
    return ", ".join(f"'{deed.value}'" for deed in deeds)
