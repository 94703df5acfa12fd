"""What an attack gained, beside what its accounts would have had without it."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean, median

import numpy as np
from flask_babel import gettext as _

from community.engagement.policy import MILLI
from programme.attacks.playing import NEVER, Stood
from programme.attacks.schemes import Attack

FREE, PAID = 0.4, 1.0  # points a year that an account may add to the score of another
MANY = 50  # honest members
ORDER = 0.95  # Spearman, of the honest


@dataclass(frozen=True)
class Judged:
    """Points, and days since the attack began."""

    key: str  # by which the attack is known
    name: str
    gain: float  # in resonance and credibility, of the account that gained most
    each: float  # the same, of all accounts on average
    bound: float | None  # none among too few: there one like gives a large part of a voice
    best: float  # the highest score of an attacker
    usual: float  # the median of the honest
    rose: int | None  # when the first attacker became Super
    usual_rose: int | None  # when half of the honest had
    risen: int  # attackers who were Super before half of the honest
    order: float
    adds_up: bool

    @property
    def troubles(self) -> list[str]:
        """What does not hold, each in a sentence."""
        best, usual = f"{self.best:,.0f}", f"{self.usual:,.0f}"
        held = {
            _("An account gains %(gain).1f points, more than %(bound)s.", gain=self.gain, bound=self.bound): (
                self.bound is None or self.gain <= self.bound
            ),
            _("An account reaches Super on day %(day)s.", day=self.rose): self.rose is None
            or (self.usual_rose is not None and self.usual_rose < self.rose),
            _("An account stands at %(best)s, the usual member at %(usual)s.", best=best, usual=usual): (
                self.best < self.usual
            ),
            _("The order of the honest is kept by %(order).3f alone.", order=self.order): self.order >= ORDER,
            _("Scores are not the sums of their lines."): self.adds_up,
        }
        return [words for words, holds in held.items() if not holds]


def judged(attack: Attack, stood: Stood, beside: Stood, peace: Stood) -> Judged:
    """`beside`: as they stood without it; `peace`: the honest where nobody attacked."""
    gains = [more - less for more, less in zip(stood.by_others, beside.by_others, strict=True)]
    usual_rose = median(stood.honest_rose)
    return Judged(
        key=attack.key,
        name=str(attack.name),
        gain=max(gains) / MILLI,
        each=mean(gains) / MILLI,
        bound=_bound(attack, others=len(gains) - 1, honest=len(stood.honest)),
        best=max(stood.attackers) / MILLI,
        usual=median(stood.honest) / MILLI,
        rose=_day(min(stood.rose)),
        usual_rose=_day(usual_rose),
        risen=sum(day <= usual_rose and day < NEVER for day in stood.rose),
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
