"""How credible a member is: by what credible members think of her, and by how she judges herself."""

import numpy as np

from community.engagement.credibility.favours import Floats, Pairs, add_up

THOUGHT, JUDGED = 0.8, 0.2
EVEN = 0.5
NEW_RECEIVER = 4.0  # even opinions that everybody begins with
NEW_JUDGE = 10.0  # judgements no better and no worse than usual, likewise
ROUNDS = 60
NEAR = 1e-7


def credibility_of(pairs: Pairs, voice: Floats) -> Floats:
    """From 0 to 1; EVEN where nobody has said anything. `voice`: of each member, from 0 to 1."""
    c = np.full(pairs.members, EVEN)
    for _ in range(ROUNDS):
        new = _judged_once_more(pairs, voice, c)
        if np.abs(new - c).max(initial=0) < NEAR:
            break
        c = new
    return c


def _judged_once_more(pairs: Pairs, voice: Floats, c: Floats) -> Floats:
    size, giver, receiver = pairs.members, pairs.giver, pairs.receiver
    opinion = (pairs.worth + 1) / 2
    weight = (voice * c)[giver] * pairs.weight
    voices = NEW_RECEIVER + add_up(receiver, weight, size)
    said = NEW_RECEIVER * EVEN + add_up(receiver, weight * opinion, size)
    others = (said[receiver] - weight * opinion) / (voices[receiver] - weight)
    return THOUGHT * said / voices + JUDGED * _judgement(pairs, weight, 1 - np.abs(opinion - others))


def _judgement(pairs: Pairs, weight: Floats, agreed: Floats) -> Floats:
    """How much more than usual a member agrees with the others: praising everybody says nothing."""
    usual = (weight * agreed).sum() / weight.sum() if weight.any() else agreed
    more = add_up(pairs.giver, pairs.weight * (agreed - usual), pairs.members)
    return EVEN + more / (NEW_JUDGE + add_up(pairs.giver, pairs.weight, pairs.members))
