"""A favour returned within thirty days counts a quarter, and its return nothing."""

import numpy as np

from community.engagement.credibility.favours import Favours, Flags, Floats, Ints, Pairs, add_up

DAYS = 30
RETURNED = 1 / 4
A_RETURN = 0.0


def pairs_of(favours: Favours) -> Pairs:
    """What each says of each, once: twenty favours count less than twice as much as one.

    Two who did it for each other over and over, however far apart, say half as much each time.
    """
    size = favours.members
    keys, place = np.unique(favours.giver * size + favours.receiver, return_inverse=True)
    count = np.bincount(place, minlength=len(keys)).astype(float)
    q = add_up(place, weights_of(favours), len(keys)) / count
    worth = add_up(place, favours.worth, len(keys)) / count
    weight = q * (2 - 2.0 ** (1 - count)) * 0.5 ** np.maximum(0, _both_ways(keys, count, size) - 1)
    return Pairs(size, keys // size, keys % size, weight, worth)


def _both_ways(keys: Ints, count: Floats, size: int) -> Floats:
    """Of each pair, how often both did it for each other; `keys` are in rising order."""
    back = keys % size * size + keys // size
    at = np.minimum(np.searchsorted(keys, back), max(0, len(keys) - 1))
    there = keys[at] == back
    return np.where(there, np.minimum(count, count[at]), 0.0)


def weights_of(favours: Favours) -> Floats:
    """What each favour counts: 1, a quarter, or nothing."""
    order, circle, forth = _by_two(favours)
    day = favours.day[order]
    before = _nearest_opposite(circle, forth, day)
    after = _nearest_opposite(circle[::-1], forth[::-1], day[::-1])[::-1]
    weights = np.empty(len(order))
    weights[order] = np.where(before <= DAYS, A_RETURN, np.where(after <= DAYS, RETURNED, 1.0))
    return weights


def _by_two(favours: Favours) -> tuple[Ints, Ints, Flags]:
    """All that happened between the same two, one after the other; and which way it went."""
    low, high = np.minimum(favours.giver, favours.receiver), np.maximum(favours.giver, favours.receiver)
    circle = low * favours.members + high
    order = np.lexsort((favours.day, circle))
    return order, circle[order], (favours.giver == low)[order]


def _nearest_opposite(circle: Ints, forth: Flags, day: Floats) -> Floats:
    """How many days lie between each favour and the last one before it that went the other way."""
    here = np.arange(len(circle))
    last_forth = np.maximum.accumulate(np.where(forth, here, -1))
    last_back = np.maximum.accumulate(np.where(forth, -1, here))
    opposite = np.where(forth, last_back, last_forth)
    met = (opposite >= 0) & (circle[opposite] == circle)
    return np.where(met, np.abs(day - day[opposite]), np.inf)
