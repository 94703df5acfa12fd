"""The sums every part of the score follows from, in SQL that SQLite, PostgreSQL, DuckDB and Spark understand.

It reads a table `told` of activities (id, key, member, deed, counterparty, storefront, category, amount,
reverses, undoes, number) and, where there is a table of a night, `vouched` with a row of every member `told`
names (member, kappa, c; what is not known is NULL). It knows nothing of tallies: whoever asks it counts the
ledger from its first line. Days and deeds are numbers, as those are gathered in half the time of words; only
of two who did something for each other it is asked when.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from community.engagement.activity import Deed
from community.engagement.epochs import EVEN
from community.engagement.policy import MILLI, Policy
from community.engagement.standing import MEASURES

Queries = dict[str, str]  # by name, each made of those before it

ROUNDS = 8  # how long a chain of reversals of reversals is followed
RETURNED = Deed.PURCHASE_RETURNED.value
BOUGHT = f"'{Deed.PURCHASE_MADE.value}', '{RETURNED}'"
FIRST = date(1970, 1, 1)  # days are counted from here
STANDS = "reverses IS NULL AND id NOT IN (SELECT undoes FROM undone)"  # a reversal is nothing by itself
IS_UP = "member < counterparty"  # two members are one pair, whoever did something for the other
LOW = f"CASE WHEN {IS_UP} THEN member ELSE counterparty END"
HIGH = f"CASE WHEN {IS_UP} THEN counterparty ELSE member END"
WAY = f"CAST(CASE WHEN {IS_UP} THEN 1 ELSE 2 END AS SMALLINT)"
REPEATEDLY = ("undone", "bought", "counted", "pairs")  # is read
ANSWER = f"""SELECT summed.*, COALESCE(c, {EVEN}) AS c
FROM summed LEFT JOIN vouched ON vouched.member = summed.member ORDER BY summed.member"""


class Steps(NamedTuple):
    """What is asked of the ledger, in the order in which it is asked.

    `standing` must see all of `told`. `purchases` may be asked of any piece of it that holds all purchases
    of its members, `favours` of any that holds all favours of two members for each other; `gathered` sums
    what came of all pieces.
    """

    standing: Queries
    purchases: Queries
    favours: Queries
    gathered: Queries

    def one_by_one(self) -> Iterator[tuple[str, str]]:
        for queries in self:
            yield from queries.items()


def steps(policy: Policy, since: date, *, vouched: bool) -> Steps:
    """`vouched`: there is a table of a night. The window begins on `since`."""
    first = (since - FIRST).days
    return Steps(
        standing_queries(),
        _purchases(first),
        {**_counted(policy, first), **_resonance(policy, first, vouched=vouched)},
        {**_contribution(policy), **_together()},
    )


def measures_sql(
    policy: Policy, since: date, *, vouched: bool, queries: Mapping[str, str] | None = None
) -> str:
    """One row for every member who has any: the member's id, then MEASURES in their order.

    `queries` are those of the tables that are not there by name.
    """
    named = {**(queries or {}), **dict(steps(policy, since, vouched=vouched).one_by_one())}
    return with_sql(named, ANSWER)


def with_sql(named: Mapping[str, str], asked: str) -> str:
    """One statement: what is asked, after the queries it is made of."""
    if not named:
        return asked
    tables = ",\n".join(
        f"{name} AS{' MATERIALIZED' if name in REPEATEDLY else ''} ({query})" for name, query in named.items()
    )
    return f"WITH {tables}\n{asked}"


def standing_queries() -> Queries:
    """The last, `undone`: what is taken back.

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
    }


def _purchases(first: int) -> Queries:
    signed = f"CASE WHEN deed = '{RETURNED}' THEN -amount ELSE amount END"
    return {
        "bought": f"""
  SELECT member, storefront, category, {signed} AS amount FROM told
  WHERE deed IN ({BOUGHT}) AND number >= {first} AND {STANDS}""",
        "spent": "SELECT member, SUM(amount) AS spend FROM bought GROUP BY member",
        "kept_storefront": _kept("storefront"),
        "kept_category": _kept("category"),
    }


def _counted(policy: Policy, first: int) -> Queries:
    """What members gave, by its place in the policy, and did for others: a reply may be both."""
    favours, within = policy.resonance.deeds, policy.resonance.returned_within
    places = " ".join(f"WHEN '{deed.value}' THEN {place}" for place, deed in enumerate(policy.contribution))
    return {
        "counted": f"""
  SELECT member, number, CAST(CASE deed {places} END AS SMALLINT) AS kind,
    CASE WHEN counterparty <> member AND deed IN ({_words(favours)}) THEN counterparty END AS counterparty
  FROM told WHERE deed IN ({_words({**policy.contribution, **dict.fromkeys(favours)})})
    AND number >= {first - within} AND {STANDS}""",
        "gifts": f"""
  SELECT member, number, kind FROM counted WHERE kind IS NOT NULL AND number >= {first}""",
    }


def _resonance(policy: Policy, first: int, *, vouched: bool) -> Queries:
    within = policy.resonance.returned_within
    weighing = "JOIN vouched ON vouched.member = weighed.giver" if vouched else ""
    return {
        "pairs": f"""
  SELECT {LOW} AS low, {HIGH} AS high, MIN({WAY}) AS way, MAX({WAY}) AS other_way,
    CAST(COUNT(CASE WHEN number >= {first} THEN 1 END) AS INTEGER) AS whole
  FROM counted WHERE counterparty IS NOT NULL GROUP BY {LOW}, {HIGH}""",
        "mutual": f"""
  SELECT counterparty AS member, member AS giver, number, COUNT(*) AS times
  FROM counted JOIN (SELECT low, high FROM pairs WHERE way <> other_way) AS both_ways
    ON both_ways.low = {LOW} AND both_ways.high = {HIGH}
  WHERE counterparty IS NOT NULL GROUP BY counterparty, member, number""",
        "answered": f"""
  SELECT given.member, given.giver, given.number,
    MAX(CASE WHEN back.number < given.number THEN 1 ELSE 0 END) AS is_return
  FROM mutual AS given JOIN mutual AS back
    ON back.member = given.giver AND back.giver = given.member
    AND back.number BETWEEN given.number - {within} AND given.number + {within}
  GROUP BY given.member, given.giver, given.number""",
        "weighed": f"""
  SELECT CASE way WHEN 1 THEN high ELSE low END AS member, CASE way WHEN 1 THEN low ELSE high END AS giver,
    whole, 0 AS returned
  FROM pairs WHERE way = other_way AND whole > 0
  UNION ALL SELECT mutual.member, mutual.giver,
    CAST(SUM(CASE WHEN is_return IS NULL THEN times ELSE 0 END) AS INTEGER) AS whole,
    CAST(SUM(CASE WHEN is_return = 0 THEN times ELSE 0 END) AS INTEGER) AS returned
  FROM mutual LEFT JOIN answered ON answered.member = mutual.member
    AND answered.giver = mutual.giver AND answered.number = mutual.number
  WHERE mutual.number >= {first} GROUP BY mutual.member, mutual.giver""",
        "left_over": f"""
  SELECT weighed.member, {_half(policy, "whole")} AS after_whole,
    {_half(policy, "whole + returned")} AS after_all, {_weight(policy, vouched=vouched)} AS weight
  FROM weighed {weighing}""",
        "got": f"""
  SELECT member, CAST(SUM({_received(policy)}) AS BIGINT) AS received FROM left_over GROUP BY member""",
    }


def _contribution(policy: Policy) -> Queries:
    return {
        "days": "SELECT member, number, kind, COUNT(*) AS times FROM gifts GROUP BY member, number, kind",
        "gave": f"SELECT member, SUM({_given(policy)}) AS given FROM days GROUP BY member",
    }


def _together() -> Queries:
    sums = ", ".join(f"CAST(SUM({name}) AS BIGINT) AS {name}" for name in MEASURES[:-1])
    return {
        "received": "SELECT member, SUM(received) AS received FROM got GROUP BY member",
        "every": """
  SELECT member, spend, 0 AS storefronts, 0 AS categories, 0 AS given, 0 AS received FROM spent
  UNION ALL SELECT member, 0, names, 0, 0, 0 FROM kept_storefront
  UNION ALL SELECT member, 0, 0, names, 0, 0 FROM kept_category
  UNION ALL SELECT member, 0, 0, 0, given, 0 FROM gave
  UNION ALL SELECT member, 0, 0, 0, 0, received FROM received
  UNION ALL SELECT member, 0, 0, 0, 0, 0 FROM vouched WHERE c IS NOT NULL""",
        "summed": f"SELECT member, {sums} FROM every GROUP BY member",
    }


def _kept(what: str) -> str:
    return f"""
  SELECT member, COUNT(*) AS names FROM (
    SELECT member, {what} FROM bought WHERE {what} IS NOT NULL AND {what} <> ''
    GROUP BY member, {what} HAVING SUM(amount) > 0) AS kept
  GROUP BY member"""


def _given(policy: Policy) -> str:
    cases = (
        f"WHEN {place} THEN (CASE WHEN times > {it.a_day} THEN {it.a_day} ELSE times END)"
        f" * {it.points * MILLI}"
        for place, it in enumerate(policy.contribution.values())
    )
    return f"CASE kind {' '.join(cases)} ELSE 0 END"


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
