"""Tiers: up after some days at the threshold, down only at the yearly review, and never without a warning."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from community import clock
from community.engagement.policy import MILLI, Policy
from community.engagement.standing import Standing, Tier, tier_reached

RANKS = (Tier.STANDARD, Tier.SUPER, Tier.APASS)
Follows = Callable[[Standing], object]
Warns = Callable[[Standing, date, int], object]
_risers: list[Follows] = []
_fallers: list[Follows] = []
_warners: list[Warns] = []


def when_risen(call: Follows) -> Follows:
    """Declare what follows when a member reaches a tier, in the same transaction."""
    _risers.append(call)
    return call


def when_fallen(call: Follows) -> Follows:
    """The same when a review ends a tier."""
    _fallers.append(call)
    return call


def when_to_warn(call: Warns) -> Warns:
    """Declare who is told that a tier would end on a day; the number is the stage, in days before it."""
    _warners.append(call)
    return call


def mark(standing: Standing, policy: Policy) -> None:
    """Whenever a score has moved: since when it has been enough for the next tier."""
    if tier_reached(standing.score, policy) is Tier.STANDARD:
        standing.reached_on = None
    elif standing.reached_on is None:
        standing.reached_on = clock.today()


def rises_on(standing: Standing, policy: Policy) -> date | None:
    """When the days at the threshold are full, if the score stays there."""
    if standing.tier is not Tier.STANDARD or standing.reached_on is None:
        return None
    return standing.reached_on + timedelta(days=policy.tiers.days_at_threshold)


def review_on(standing: Standing, policy: Policy) -> date | None:
    """The next yearly review; Standard has none to fear."""
    if standing.tier is Tier.STANDARD:
        return None
    last = max(standing.tier_since.date(), standing.reviewed_on or date.min)
    return last + timedelta(days=policy.tiers.term_days)


def keeps(standing: Standing, policy: Policy) -> bool:
    """Whether the score of today would keep the tier at a review."""
    return standing.tier is Tier.STANDARD or standing.score >= policy.tiers.kept_from(standing.tier)


def settle(standing: Standing, today: date, policy: Policy) -> None:
    """Every night: who was there long enough rises, whose year is over is reviewed, others are warned."""
    rises, review = rises_on(standing, policy), review_on(standing, policy)
    if rises and rises <= today:
        _become(standing, Tier.SUPER, _risers)
    elif review and review <= today:
        _review(standing, today, policy)
    elif review and not keeps(standing, policy):
        _warn(standing, review, (review - today).days, policy)


def _review(standing: Standing, today: date, policy: Policy) -> None:
    standing.reviewed_on = today
    if not keeps(standing, policy):
        _fall(standing, policy)


def _fall(standing: Standing, policy: Policy) -> None:
    stays_super = standing.tier is Tier.APASS and standing.score >= policy.tiers.kept_from(Tier.SUPER)
    _become(standing, Tier.SUPER if stays_super else Tier.STANDARD, _fallers)
    standing.reached_on = None
    mark(standing, policy)


def fall_at_once(standing: Standing, policy: Policy) -> None:
    """Where fraud is proven, no review is waited for. Must be called in a transaction."""
    if not keeps(standing, policy):
        _fall(standing, policy)


def return_to(standing: Standing, tier: Tier, since: datetime, reviewed_on: date | None) -> None:
    """What was taken by mistake; a higher one that was reached since stays. In a transaction."""
    if RANKS.index(standing.tier) < RANKS.index(tier):
        _become(standing, tier, _risers)
        standing.tier_since, standing.reviewed_on = since, reviewed_on


def rise_to(tier: Tier, standing: Standing) -> None:
    """By what is no matter of points: an invitation that was accepted. Must be called in a transaction."""
    _become(standing, tier, _risers)


def _become(standing: Standing, tier: Tier, follows: list[Follows]) -> None:
    standing.tier, standing.tier_since = tier, clock.now()
    for call in follows:
        call(standing)


def _warn(standing: Standing, review: date, days: int, policy: Policy) -> None:
    if stages := [stage for stage in policy.tiers.warnings if days <= stage]:
        for call in _warners:
            call(standing, review, min(stages))


def missing_to_keep(standing: Standing, policy: Policy) -> int:
    """Whole points that would keep the tier; 0 where it is kept."""
    if keeps(standing, policy):
        return 0
    return -(-(policy.tiers.kept_from(standing.tier) - standing.score) // MILLI)


def days_there(standing: Standing) -> int:
    """How many days the score has been enough for Super, today not counted."""
    return (clock.today() - standing.reached_on).days if standing.reached_on else 0
