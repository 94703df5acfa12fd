"""What one activity does to the measures of the member it counts for, and why it counts so."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from community.engagement.activity import Activity, Deed
from community.engagement.policy import MILLI, PURCHASES, Policy
from community.engagement.standing import Standing
from community.engagement.tallies import count_day, count_favour, count_kept


@dataclass(frozen=True)
class Move:
    """How much one measure moves, and the factors that made it so much."""

    measure: str
    change: int
    why: dict[str, Any]


def moves_of_doer(activity: Activity, sign: int, standing: Standing, policy: Policy) -> Iterator[Move]:
    """What the one who did it gains, or loses when `sign` is -1."""
    amount = activity.amount * (-1 if activity.deed is Deed.PURCHASE_RETURNED else 1) * sign
    day = activity.day
    counted = day >= standing.since
    count = count_day(activity.member_id, activity.deed, day, sign, amount)
    if activity.deed in PURCHASES:
        if counted:
            yield Move("spend", amount, {"amount": amount})
        yield from _breadth(activity, amount, standing, policy)
    elif counted and (worth := policy.contribution.get(activity.deed)):
        change = (min(count, worth.a_day) - min(count - sign, worth.a_day)) * worth.points * MILLI
        yield Move("given", change, {"each": worth.points, "a_day": worth.a_day, "nth": count})


def moves_of_receiver(activity: Activity, sign: int, standing: Standing, policy: Policy) -> Iterator[Move]:
    """What it gives the one it was done for: the n-th favour of one giver adds half of the one before."""
    if activity.deed not in policy.resonance.deeds:
        return
    day = activity.day
    count = count_favour(standing.member_id, activity.member_id, day, sign, standing.since)
    if day >= standing.since.replace(day=1):
        change = policy.resonance.points(count) - policy.resonance.points(count - sign)
        yield Move(
            "received",
            change,
            {"nth": max(count, count - sign), "per_giver": policy.resonance.per_giver},
        )


def _breadth(activity: Activity, amount: int, standing: Standing, policy: Policy) -> Iterator[Move]:
    day = activity.day
    for kind, name in (("storefront", activity.storefront), ("category", activity.category)):
        if not name:
            continue
        kept = count_kept(activity.member_id, kind, name, day, amount, standing.since)
        if day >= standing.since and (kept > 0) != (kept - amount > 0):
            measure = "storefronts" if kind == "storefront" else "categories"
            why = {"name": name, "points": getattr(policy.breadth, kind).points}
            yield Move(measure, 1 if kept > 0 else -1, why)
