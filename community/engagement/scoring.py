"""What one activity does to the measures of the member it counts for, and why it counts so."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from community.engagement.activity import Activity, Deed
from community.engagement.favours import Between, Kind, Weighed, kind_of, weight_of
from community.engagement.policy import MILLI, PURCHASES, Policy
from community.engagement.standing import Standing, policy_of
from community.engagement.tallies import count_day, count_favour, count_kept


@dataclass(frozen=True)
class Move:
    """How much one measure moves, and the factors that made it so much."""

    measure: str
    change: int
    why: dict[str, Any]

    @property
    def is_told(self) -> bool:
        """Whether a line says so even where it gives nothing."""
        return self.why.get("kind") == Kind.RETURN


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


@dataclass(frozen=True)
class Side:
    """What one of two has of the other."""

    standing: Standing
    giver_id: int

    def weighed(self, between: Between) -> Weighed:
        it = self.standing
        return between.weighed(it.member_id, self.giver_id, policy_of(it).resonance, it.since)

    def move(self, before: Weighed, after: Weighed, **why: Any) -> Move:  # noqa: ANN401
        it = self.standing
        resonance = policy_of(it).resonance
        kappa = weight_of(self.giver_id, it.epoch, resonance)
        points = [resonance.points(one.whole, one.returned, kappa) for one in (before, after)]
        why |= {"weight": kappa, "per_giver": resonance.per_giver}
        return Move("received", points[1] - points[0], why)


def moves_of_favour(
    activity: Activity, sign: int, doer: Standing, receiver: Standing
) -> tuple[list[Move], list[Move]]:
    """What it does to the one who did it, for whom earlier favours are returned by it, and to the receiver.

    The n-th favour of one giver adds half of the one before.
    """
    between = Between(doer.member_id, receiver.member_id)
    sides = Side(doer, receiver.member_id), Side(receiver, doer.member_id)
    before = [side.weighed(between) for side in sides]
    count_favour(receiver.member_id, doer.member_id, activity.deed, activity.day, sign)
    between.add(receiver.member_id, activity.deed, activity.day, sign)
    after = [side.weighed(between) for side in sides]
    moved: tuple[list[Move], list[Move]] = ([], [])
    if before[0] != after[0]:
        moved[0].append(sides[0].move(before[0], after[0], kind="answer"))
    if before[1] != after[1]:
        fuller = max(before[1], after[1], key=lambda one: one.whole + one.returned + one.returns)
        nth, kind = fuller.whole + fuller.returned, _kind(activity, between, receiver)
        moved[1].append(sides[1].move(before[1], after[1], kind=kind, nth=nth))
    return moved


def _kind(activity: Activity, between: Between, receiver: Standing) -> Kind:
    resonance = policy_of(receiver).resonance
    back = between.days(activity.member_id, resonance)
    return kind_of(activity.day, back, resonance.returned_within)


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
