"""What an attack gained, beside what its accounts would have had without it."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np

from community.engagement.policy import MILLI
from programme.attacks.playing import NEVER, Stood
from programme.attacks.schemes import Attack

FREE, PAID = 0.4, 1.0  # points a year that an account may add to the score of another
MANY = 50  # honest members
ORDER = 0.95  # Spearman, of the honest


@dataclass(frozen=True)
class Judged:
    """Points, and days since the attack began."""

    name: str
    gain: float  # in resonance and credibility, of the account that gained most
    bound: float | None  # none among too few: there one like gives a large part of a voice
    best: float  # the highest score of an attacker
    usual: float  # the median of the honest
    rose: int | None  # when the first attacker became Super
    usual_rose: int | None  # when half of the honest had
    order: float
    adds_up: bool

    @property
    def troubles(self) -> list[str]:
        """What does not hold, each in a sentence."""
        held = {
            f"gains {self.gain:.1f} points, more than {self.bound}": self.bound is None
            or self.gain <= self.bound,
            f"an account reaches Super on day {self.rose}": self.rose is None
            or (self.usual_rose is not None and self.usual_rose < self.rose),
            f"an account stands at {self.best:,.0f}, the usual member at {self.usual:,.0f}": self.best
            < self.usual,
            f"the order of the honest is kept by {self.order:.3f} alone": self.order >= ORDER,
            "scores are not the sums of their lines": self.adds_up,
        }
        return [f"{self.name}: {words}" for words, holds in held.items() if not holds]


def judged(attack: Attack, stood: Stood, beside: Stood, peace: Stood) -> Judged:
    """`beside`: as they stood without it; `peace`: the honest where nobody attacked."""
    gains = [more - less for more, less in zip(stood.by_others, beside.by_others, strict=True)]
    return Judged(
        name=attack.name,
        gain=max(gains) / MILLI,
        bound=_bound(attack, others=len(gains) - 1, honest=len(stood.honest)),
        best=max(stood.attackers) / MILLI,
        usual=median(stood.honest) / MILLI,
        rose=_day(min(stood.rose)),
        usual_rose=_day(median(stood.honest_rose)),
        order=spearman(peace.honest, stood.honest),
        adds_up=stood.adds_up,
    )


def _bound(attack: Attack, others: int, honest: int) -> float | None:
    if attack.pays:
        return others * PAID if honest >= MANY else None
    return round(others * FREE, 1)


def _day(found: float) -> int | None:
    return int(found) if found < NEVER else None


def spearman(one: Sequence[int], other: Sequence[int]) -> float:
    """How far two orders are the same: 1 where they are."""
    return float(np.corrcoef(_ranks(one), _ranks(other))[0, 1])


def _ranks(scores: Sequence[int]) -> list[float]:
    """From 1; those who stand alike share the middle of their places."""
    _, place, count = np.unique(scores, return_inverse=True, return_counts=True)
    last = np.cumsum(count)
    ranks: list[float] = ((last - (count - 1) / 2)[place]).tolist()
    return ranks
