"""Published ways to tell fair raters from frauds, as far as they are needed to compare."""

import numpy as np

from community.engagement.credibility.favours import Favours, Flags, Floats, add_up

ROUNDS = 60


def mean_received(favours: Favours, _anchors: Flags) -> Floats:
    """Shrunk by two even ratings."""
    count = np.bincount(favours.receiver, minlength=favours.members)
    return add_up(favours.receiver, favours.worth, favours.members) / (2 + count)


def fairness_and_goodness(favours: Favours, _anchors: Flags) -> Floats:
    """Kumar et al., ICDM 2016: the goodness of a member."""
    given = np.maximum(np.bincount(favours.giver, minlength=favours.members), 1)
    received = np.maximum(np.bincount(favours.receiver, minlength=favours.members), 1)
    fair = np.ones(favours.members)
    for _ in range(ROUNDS):
        good = add_up(favours.receiver, fair[favours.giver] * favours.worth, favours.members) / received
        off = np.abs(favours.worth - good[favours.receiver])
        fair = 1 - add_up(favours.giver, off, favours.members) / given / 2
    return good


def rev2(favours: Favours, _anchors: Flags) -> Floats:
    """Kumar et al., WSDM 2018, without behaviour, one setting: goodness by reliable ratings."""
    given = np.bincount(favours.giver, minlength=favours.members)
    received = np.bincount(favours.receiver, minlength=favours.members)
    fair, good = np.ones(favours.members), np.zeros(favours.members)
    for _ in range(ROUNDS):
        agrees = 1 - np.abs(favours.worth - good[favours.receiver]) / 2
        reliable = (fair[favours.giver] + agrees) / 2
        fair = (0.5 + add_up(favours.giver, reliable, favours.members)) / (1 + given)
        good = add_up(favours.receiver, reliable * favours.worth, favours.members) / (1 + received)
    return good
