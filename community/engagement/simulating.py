"""What a policy would have made of the stored history: each member counted by it, beside the one in force."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from community import clock
from community.db import db
from community.engagement.policy import MILLI, Policy, policy_on
from community.engagement.recomputing import measures_of
from community.engagement.standing import Measures, Part, Standing, Tier, first_day, parts, tier_reached

AT_ONCE = 500  # members
Worths = Mapping[Part, int]
Heard = Callable[[str], object]  # hears the name of what was done
Also = Callable[[Policy, Policy, Heard], Iterable[str]]  # of a policy, and the one in force
_also: list[Also] = []


def when_simulated(call: Also) -> Also:
    """Declare what else a policy would do, in lines for the command line."""
    _also.append(call)
    return call


def what_else(policy: Policy, heard: Heard) -> Iterable[str]:
    now = policy_on(clock.today())
    return (line for call in _also for line in call(policy, now, heard))


@dataclass(frozen=True)
class Outcome:
    """One member, by the rules of today and by the others; points in thousandths.

    `was` and `will` are the tier to which each would lead: the days at the threshold full, the year reviewed.
    """

    member_id: int
    tier: Tier
    before: Worths
    after: Worths
    was: Tier
    will: Tier
    kept: tuple[bool, bool]  # whether a review would keep the tier, before and after
    reach_apass: tuple[bool, bool]  # whether the points are enough for it

    @property
    def change(self) -> int:
        return sum(self.after.values()) - sum(self.before.values())

    @property
    def moves(self) -> bool:
        return bool(self.change) or self.was != self.will


def outcomes(member_ids: Collection[int], policy: Policy, now: Policy, today: date) -> list[Outcome]:
    """In a number of statements that does not grow with them."""
    if not member_ids:
        return []
    tiers = select(Standing.member_id, Standing.tier).where(Standing.member_id.in_(member_ids))
    before, after = (measures_of(member_ids, first_day(today, it), it) for it in (now, policy))
    return [
        _outcome(row.member_id, row.tier, before[row.member_id], after[row.member_id], now, policy)
        for row in db.session.execute(tiers.order_by(Standing.member_id))
    ]


def _outcome(member_id: int, tier: Tier, was: Measures, will: Measures, now: Policy, then: Policy) -> Outcome:
    before, after = parts(was, now), parts(will, then)
    scores = ((sum(before.values()), now), (sum(after.values()), then))
    old, new = (tier_in_time(tier, *one) for one in scores)
    kept = [score >= it.tiers.kept_from(tier) if tier != Tier.STANDARD else False for score, it in scores]
    reach = [score >= it.tiers.apass * MILLI for score, it in scores]
    return Outcome(
        member_id, tier, before, after, old, new, kept=(kept[0], kept[1]), reach_apass=(reach[0], reach[1])
    )


def tier_in_time(tier: Tier, score: int, policy: Policy) -> Tier:
    """Where a score leads in the end: up by the days at the threshold, down by the yearly review."""
    if tier is Tier.STANDARD:
        return tier_reached(score, policy)
    kept = [one for one in (Tier.APASS, Tier.SUPER) if score >= policy.tiers.kept_from(one)]
    return next((one for one in kept if one is Tier.SUPER or tier is Tier.APASS), Tier.STANDARD)


def tally(found: Iterable[Outcome]) -> Counter[str]:
    """Numbers that may be added up, whoever counted them: as `Seen` reads them."""
    counts: Counter[str] = Counter()
    for it in found:
        counts.update({f"before.{part}": points for part, points in it.before.items()})
        counts.update({f"after.{part}": points for part, points in it.after.items()})
        counts.update([f"was.{it.was}", f"will.{it.will}", "members"])
        counts["up" if it.change > 0 else "down" if it.change < 0 else "still"] += 1
        counts.update({"apass_before": it.reach_apass[0], "apass_after": it.reach_apass[1]})
        if it.was != it.will:
            counts.update([f"leave.{it.was}", f"enter.{it.will}"])
        if it.tier is not Tier.STANDARD:
            counts.update({"reviewed": 1, "kept_before": it.kept[0], "kept_after": it.kept[1]})
    return counts


@dataclass(frozen=True)
class Seen:
    """What was counted, of all members."""

    counts: Mapping[str, int]

    def of(self, name: str) -> int:
        return self.counts.get(name, 0)

    def share(self, part: str, when: str) -> float:
        """What a part is of all points, in per cent; `when` is before or after."""
        return _share(self.of(f"{when}.{part}"), sum(self.of(f"{when}.{one}") for one in Part))

    def renewed(self, when: str) -> float:
        """Of those who have a tier to lose, how many would keep it, in per cent."""
        return _share(self.of(f"kept_{when}"), self.of("reviewed"))


def _share(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0


def free_account(policy: Policy) -> float:
    """What an account that put nothing in can add to one member in a year, in points."""
    return policy.resonance.per_giver * policy.resonance.weights.unknown / MILLI


def simulate(policy: Policy, tell: Callable[[int], object]) -> tuple[Seen, list[Outcome]]:
    """Everybody at once, for the command line; `tell` hears how many more were counted."""
    today = clock.today()
    now, counts, moved = policy_on(today), Counter[str](), list[Outcome]()
    ids = db.session.scalars(select(Standing.member_id).order_by(Standing.member_id)).all()
    for first in range(0, len(ids), AT_ONCE):
        found = outcomes(ids[first : first + AT_ONCE], policy, now, today)
        counts.update(tally(found))
        moved += [it for it in found if it.moves]
        tell(len(found))
    return Seen(counts), sorted(moved, key=lambda it: (-abs(it.change), it.member_id))
