"""The whole computation: from what members said of each other to one line of the table for each."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from community.engagement.credibility.favours import Favours, Flags, Floats, Ints
from community.engagement.credibility.judging import credibility_of
from community.engagement.credibility.overlapping import DAMPED, FoundCircle, damped
from community.engagement.credibility.returning import pairs_of
from community.engagement.credibility.trusting import voice_of

FREE = 0.1  # what a favour weighs of an account that nobody vouches for, whatever such accounts do
MILLI = 1000


@dataclass(frozen=True)
class Table:
    """In thousandths, by place: what a member's favours weigh, and how credible she is."""

    kappa: Ints
    c: Ints


def count(favours: Favours, stake: Floats, anchors: Flags, circles: Sequence[FoundCircle] = ()) -> Table:
    """`stake`: from 0 to 1, what a member put in that costs. Trust begins at `anchors` who have any."""
    pairs = damped(pairs_of(favours), circles)
    voice = _doubted(voice_of(pairs, stake, anchors), circles)
    return Table(_milli(FREE + (1 - FREE) * voice), _milli(credibility_of(pairs, voice)))


def _doubted(voice: Floats, circles: Sequence[FoundCircle]) -> Floats:
    """Whoever is in a circle has a tenth of her voice, so that one gains next to nothing by another."""
    heard = voice.copy()
    for circle in circles:
        heard[list(circle.members)] *= DAMPED
    return heard


def _milli(shares: Floats) -> Ints:
    """Half a thousandth goes up, however the last bit of a sum fell."""
    return np.floor(np.round(shares * MILLI, 6) + 0.5).astype(np.int64)
