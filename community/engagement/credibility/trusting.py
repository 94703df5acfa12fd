"""Trust flows from members the club can vouch for to whom they value, and on from there."""

import numpy as np

from community.engagement.credibility.favours import Flags, Floats, Pairs, add_up

FLOWS_ON = 0.7  # of the trust a member has, to whom she values; the rest begins anew at the anchors
LARGEST_SHARE = 1 / 100  # of all trust, that begins at one anchor
ROUNDS = 60
NEAR = 1e-9


def voice_of(pairs: Pairs, stake: Floats, anchors: Flags) -> Floats:
    """How far each member is vouched for, from 0 to 1: never further than by what she keeps herself.

    `stake` says from 0 to 1 how much that is; trust begins at those of `anchors` who have any. What is usual
    is measured among those with a stake alone, so accounts that cost nothing cannot move it.
    """
    trust = trust_of(pairs, np.where(anchors, stake, 0.0))
    held = trust[(trust > 0) & (stake > 0)]
    return stake * np.minimum(1, trust / np.median(held)) if len(held) else np.zeros_like(stake)


def trust_of(pairs: Pairs, stake: Floats) -> Floats:
    """A personalised PageRank on what is valued; sums to 1, or is 0 where there is no anchor."""
    begins = shares(stake)
    value = pairs.weight * np.maximum(pairs.worth, 0)
    given = add_up(pairs.giver, value, pairs.members)
    part = value / np.where(given > 0, given, 1)[pairs.giver]
    trust = begins
    for _ in range(ROUNDS):
        flown = FLOWS_ON * add_up(pairs.receiver, part * trust[pairs.giver], pairs.members)
        new = flown + (begins.sum() - flown.sum()) * begins
        if np.abs(new - trust).sum() < NEAR:
            break
        trust = new
    return trust


def shares(stake: Floats) -> Floats:
    """Where trust begins; where there are a hundred anchors, none holds more than a hundredth of it."""
    anchors = np.count_nonzero(stake)
    if not anchors:
        return np.zeros_like(stake)
    most = max(LARGEST_SHARE, 1 / anchors)
    share: Floats = stake / stake.sum()
    for _ in range(ROUNDS):
        over = share >= most
        rest = share[~over].sum()
        share = np.where(over, most, share * ((1 - most * over.sum()) / rest if rest else 0))
        if share.max() <= most + NEAR:
            break
    return share
