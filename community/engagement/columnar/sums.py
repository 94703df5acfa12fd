"""The sums every part of the score follows from, in SQL that SQLite, PostgreSQL and DuckDB understand alike.

It reads a table `told` of activities (id, key, member, deed, counterparty, storefront, category, amount,
reverses, undoes, number) and a table `vouched` (member, kappa, c), and knows nothing of tallies: whoever asks
it counts the ledger from its first line. Days are numbers, and two members are one, as those are gathered in
half the time of words; only of two who did something for each other it is asked when. Of two tables that are
joined the smaller stands on the right, where DuckDB holds it in memory and goes through the other.
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
FIRST = date(1970, 1, 1)  # days are counted from here
BITS = 31  # of a member's number
HINTS = {"counted": " NOT MATERIALIZED", "bought": " MATERIALIZED", "favours": " MATERIALIZED"}
ANSWER = f"""SELECT summed.*, COALESCE(c, {EVEN}) AS c
FROM summed LEFT JOIN vouched ON vouched.member = summed.member ORDER BY summed.member"""


def standing_queries() -> dict[str, str]:
    """The last, `counted`: what was done and is not taken back. A reversal is nothing by itself.

    What takes back names an id, or where it came first a key that was told later. Reversals that are named
    themselves are few, so they alone are looked at again and again: one stands unless one that stands takes
    it back. What claims to undo itself, or each other, stands nowhere and undoes nothing.
    """
    undoing = {
        f"undoing_{n}": "SELECT id, undoes FROM undoing_0"
        f" WHERE id NOT IN (SELECT undoes FROM undoing_{n - 1})"
        for n in range(1, ROUNDS + 1)
    }
    return {
        "reversals": "SELECT id, undoes, reverses FROM told WHERE reverses IS NOT NULL",
        "named": """
  SELECT id, undoes FROM reversals WHERE undoes IS NOT NULL
  UNION ALL SELECT early.id, told.id FROM told JOIN reversals AS early ON told.key = early.reverses
  WHERE early.undoes IS NULL""",
        "lasting": "SELECT undoes FROM named WHERE id NOT IN (SELECT undoes FROM named)",
        "undoing_0": """
  SELECT id, undoes FROM named
  WHERE id IN (SELECT undoes FROM named) AND id NOT IN (SELECT undoes FROM lasting)""",
        **undoing,
        "undone": f"SELECT undoes FROM lasting UNION SELECT undoes FROM undoing_{ROUNDS}",
        "counted": """
  SELECT * FROM told WHERE reverses IS NULL AND id NOT IN (SELECT undoes FROM undone)""",
    }


def measures_sql(
    policy: Policy, since: date, *, vouched: bool, queries: Mapping[str, str] | None = None
) -> str:
    """One row for every member who has any: the member's id, then MEASURES in their order.

    `vouched`: there is a table of a night. `queries` are those of the tables that are not there by name.
    """
    named = {**(queries or {}), **measures_queries(policy, since, vouched=vouched)}
    tables = ",\n".join(f"{name} AS{HINTS.get(name, '')} ({query})" for name, query in named.items())
    return f"WITH {tables}\n{ANSWER}"


def measures_queries(policy: Policy, since: date, *, vouched: bool) -> dict[str, str]:
    """The steps by name, each made of those before it; ANSWER asks the last."""
    first = (since - FIRST).days
    return {
        **standing_queries(),
        **_purchases(first),
        **_contribution(policy, first),
        **_resonance(policy, first, vouched=vouched),
        **_together(),
    }


def _purchases(first: int) -> dict[str, str]:
    signed = f"CASE WHEN deed = '{RETURNED}' THEN -amount ELSE amount END"
    return {
        "bought": f"""
  SELECT member, storefront, category, {signed} AS amount FROM counted
  WHERE deed IN ({BOUGHT}) AND number >= {first}""",
        "spent": "SELECT member, SUM(amount) AS spend FROM bought GROUP BY member",
        "kept_storefront": _kept("storefront"),
        "kept_category": _kept("category"),
    }


def _contribution(policy: Policy, first: int) -> dict[str, str]:
    return {
        "days": f"""
  SELECT member, deed, number, COUNT(*) AS times FROM counted
  WHERE deed IN ({_words(policy.contribution)}) AND number >= {first} GROUP BY member, deed, number""",
        "gave": f"SELECT member, SUM({_given(policy)}) AS given FROM days GROUP BY member",
    }


def _resonance(policy: Policy, first: int, *, vouched: bool) -> dict[str, str]:
    within = policy.resonance.returned_within
    return {
        "favours": f"""
  SELECT counterparty AS member, member AS giver, number, {_pair("member", "counterparty")} AS pair
  FROM counted WHERE counterparty IS NOT NULL AND counterparty <> member
    AND deed IN ({_words(policy.resonance.deeds)}) AND number >= {first - within}""",
        "pairs": f"""
  SELECT pair, MIN(giver) AS giver, MAX(giver) AS other,
    COUNT(CASE WHEN number >= {first} THEN 1 END) AS whole
  FROM favours GROUP BY pair""",
        "mutual": """
  SELECT member, giver, number, COUNT(*) AS times FROM favours
  WHERE pair IN (SELECT pair FROM pairs WHERE giver <> other) GROUP BY member, giver, number""",
        "answered": f"""
  SELECT given.member, given.giver, given.number,
    MAX(CASE WHEN back.number < given.number THEN 1 ELSE 0 END) AS is_return
  FROM mutual AS given JOIN mutual AS back
    ON back.member = given.giver AND back.giver = given.member
    AND back.number BETWEEN given.number - {within} AND given.number + {within}
  GROUP BY given.member, given.giver, given.number""",
        "weighed": f"""
  SELECT (pair >> {BITS}) + (pair & {2**BITS - 1}) - giver AS member, giver, whole, 0 AS returned
  FROM pairs WHERE giver = other AND whole > 0
  UNION ALL SELECT mutual.member, mutual.giver,
    SUM(CASE WHEN is_return IS NULL THEN times ELSE 0 END) AS whole,
    SUM(CASE WHEN is_return = 0 THEN times ELSE 0 END) AS returned
  FROM mutual LEFT JOIN answered ON answered.member = mutual.member
    AND answered.giver = mutual.giver AND answered.number = mutual.number
  WHERE mutual.number >= {first} GROUP BY mutual.member, mutual.giver""",
        "left_over": f"""
  SELECT weighed.member, {_half(policy, "whole")} AS after_whole,
    {_half(policy, "whole + returned")} AS after_all, {_weight(policy, vouched=vouched)} AS weight
  FROM weighed LEFT JOIN vouched ON vouched.member = weighed.giver""",
        "got": f"SELECT member, SUM({_received(policy)}) AS received FROM left_over GROUP BY member",
    }


def _together() -> dict[str, str]:
    sums = ", ".join(f"CAST(SUM({name}) AS BIGINT) AS {name}" for name in MEASURES[:-1])
    return {
        "every": """
  SELECT member, spend, 0 AS storefronts, 0 AS categories, 0 AS given, 0 AS received FROM spent
  UNION ALL SELECT member, 0, names, 0, 0, 0 FROM kept_storefront
  UNION ALL SELECT member, 0, 0, names, 0, 0 FROM kept_category
  UNION ALL SELECT member, 0, 0, 0, given, 0 FROM gave
  UNION ALL SELECT member, 0, 0, 0, 0, received FROM got
  UNION ALL SELECT member, 0, 0, 0, 0, 0 FROM vouched""",
        "summed": f"SELECT member, {sums} FROM every GROUP BY member",
    }


def _kept(what: str) -> str:
    return f"""
  SELECT member, COUNT(*) AS names FROM (
    SELECT member, {what} FROM bought WHERE {what} IS NOT NULL AND {what} <> ''
    GROUP BY member, {what} HAVING SUM(amount) > 0) AS kept
  GROUP BY member"""


def _pair(one: str, other: str) -> str:
    """Two members, whichever of them comes first."""
    high, low = f"{one} * {2**BITS} + {other}", f"{other} * {2**BITS} + {one}"
    return f"CASE WHEN {one} < {other} THEN {high} ELSE {low} END"


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
