"""Circles: members who praise the same rare things and, for the most part, each other."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from community.engagement.credibility.favours import Favours, Flags, Ints, Pairs

RARE = 150  # what more members praised is popular, and says nothing of two who did;
OF_ALL = 5  # so is, in a small club, what more than a fifth of it praised
FEW = 6  # but never what so few did
SHARED = 3  # things, at least
ALIKE = 0.1  # of all that either praised
FEWEST = 4  # others whom a member is like, at least
UNUSUAL = 2  # times as many as are usual in this club
INSIDE = 0.5  # of the favours its members receive come from within
TIED = 0.1  # of all that one gave and of all that the other received, at least, to be a tie
TOGETHER = 3  # members of a circle of ties, at least
EACH = 2  # favours among them for each of its members, at least
DAMPED = 0.1


@dataclass(frozen=True)
class Edge:
    """Evidence: how often one praised the other, and how many rare things both praised."""

    giver: int
    receiver: int
    favours: int
    shared: int


@dataclass(frozen=True)
class FoundCircle:
    """`inside`: the part of the favours its members receive that comes from within."""

    members: tuple[int, ...]
    inside: float
    edges: tuple[Edge, ...]


@dataclass(frozen=True)
class Alikes:
    """Two members each, the lower place first, and what they have in common."""

    low: Ints
    high: Ints
    shared: Ints

    def among(self, chosen: Flags) -> "Alikes":
        both = chosen[self.low] & chosen[self.high]
        return Alikes(self.low[both], self.high[both], self.shared[both])


def circles_in(favours: Favours) -> list[FoundCircle]:
    """Who praises the same as others do, and whose praise comes round among few; the largest first."""
    praise = _praise(favours)
    alikes = _alikes(praise)
    close = alikes.among(_unusually_many(alikes, praise))
    label = _labels(close.low, close.high, favours.members)
    circles = _circles(praise, alikes, label)
    seen = np.isin(np.arange(favours.members), [one for circle in circles for one in circle.members])
    tied = _small_enough(_labels(*_ties(praise), favours.members), praise)
    circles += _circles(praise, alikes, np.where(seen, -1, tied))
    return sorted(circles, key=lambda circle: (-len(circle.members), circle.members))


def _circles(praise: Favours, alikes: Alikes, label: Ints) -> list[FoundCircle]:
    """Of those who hang together, they who are for the most part praised by each other."""
    received = np.bincount(label[praise.receiver] + 1, minlength=praise.members + 1)[1:]
    within = (label[praise.giver] == label[praise.receiver]) & (label[praise.giver] >= 0)
    inside = np.bincount(label[praise.receiver[within]], minlength=praise.members)
    found = np.flatnonzero((inside > 0) & (inside >= INSIDE * received))
    return [_circle(praise, alikes, label, one, float(inside[one] / received[one])) for one in found.tolist()]


def damped(pairs: Pairs, circles: Sequence[FoundCircle]) -> Pairs:
    """What is said within a circle counts a tenth."""
    label = np.full(pairs.members, -1)
    for number, circle in enumerate(circles):
        label[list(circle.members)] = number
    within = (label[pairs.giver] == label[pairs.receiver]) & (label[pairs.giver] >= 0)
    return replace(pairs, weight=np.where(within, pairs.weight * DAMPED, pairs.weight))


def _praise(favours: Favours) -> Favours:
    good = favours.worth > 0
    columns = {name: getattr(favours, name)[good] for name in ("giver", "receiver", "thing", "day", "worth")}
    return Favours(favours.members, **columns)


def _alikes(praise: Favours) -> Alikes:
    thing, giver = _rare_things(praise)
    acted = np.bincount(giver, minlength=praise.members)
    keys = [np.empty(0, dtype=np.int64)]
    for apart in range(1, RARE):
        same = thing[apart:] == thing[:-apart]
        if not same.any():
            break
        keys.append((giver[:-apart] * praise.members + giver[apart:])[same])
    both, shared = np.unique(np.concatenate(keys), return_counts=True)
    low, high = both // praise.members, both % praise.members
    alike = (shared >= SHARED) & (shared >= ALIKE * (acted[low] + acted[high] - shared))
    return Alikes(low[alike], high[alike], shared[alike])


def _rare_things(praise: Favours) -> tuple[Ints, Ints]:
    """Each thing beside each member who praised it, in this order, where few did."""
    kept = np.unique(praise.thing * praise.members + praise.giver)
    thing, giver = kept // praise.members, kept % praise.members
    _, place, count = np.unique(thing, return_inverse=True, return_counts=True)
    rare = count[place] <= _rare(praise)
    return thing[rare], giver[rare]


def _unusually_many(alikes: Alikes, praise: Favours) -> Flags:
    others = np.bincount(np.concatenate([alikes.low, alikes.high]), minlength=praise.members)
    active = others[np.unique(praise.giver)]
    usual = np.median(active) if len(active) else 0
    many: Flags = others >= max(FEWEST, UNUSUAL * usual)
    return many


def _ties(praise: Favours) -> tuple[Ints, Ints]:
    """Two each, of whom one means much to the other by her praise, where it comes round at last."""
    size = praise.members
    keys, count = np.unique(praise.giver * size + praise.receiver, return_counts=True)
    giver, receiver = keys // size, keys % size
    given, received = (np.bincount(it, minlength=size) for it in (praise.giver, praise.receiver))
    much = (giver != receiver) & (count >= TIED * given[giver]) & (count >= TIED * received[receiver])
    while much.any():
        gives, gets = (np.bincount(it[much], minlength=size) > 0 for it in (giver, receiver))
        kept = much & gets[giver] & gives[receiver]
        if (kept == much).all():
            break
        much = kept
    return giver[much], receiver[much]


def _small_enough(label: Ints, praise: Favours) -> Ints:
    """Without those who are two, or so many that their praise is what is usual in the club."""
    many = np.bincount(label + 1, minlength=praise.members + 1)[1:]
    among = praise.receiver[(label[praise.giver] == label[praise.receiver]) & (label[praise.giver] >= 0)]
    favours = np.bincount(label[among], minlength=praise.members)
    fits = (many >= TOGETHER) & (many <= _rare(praise)) & (favours >= EACH * many)
    return np.where((label >= 0) & fits[label], label, -1)


def _rare(praise: Favours) -> int:
    """What fewer did than this is rare in the club."""
    return min(RARE, max(FEW, len(np.unique(praise.giver)) // OF_ALL))


def _labels(one: Ints, other: Ints, members: int) -> Ints:
    """Who hangs together, by the lowest place among them; -1 of whom nobody is close."""
    label = np.arange(members)
    while True:
        lowest = np.minimum(label[one], label[other])
        new = label.copy()
        np.minimum.at(new, one, lowest)
        np.minimum.at(new, other, lowest)
        new = new[new]
        if (new == label).all():
            break
        label = new
    alone = np.ones(members, dtype=bool)
    alone[one] = alone[other] = False
    return np.where(alone, -1, label)


def _circle(praise: Favours, alikes: Alikes, label: Ints, one: int, inside: float) -> FoundCircle:
    at = np.flatnonzero((label[praise.giver] == one) & (label[praise.receiver] == one))
    keys, counts = np.unique(praise.giver[at] * praise.members + praise.receiver[at], return_counts=True)
    near = (label[alikes.low] == one) & (label[alikes.high] == one)
    both = zip(alikes.low[near].tolist(), alikes.high[near].tolist(), strict=True)
    shared = dict(zip(both, alikes.shared[near].tolist(), strict=True))
    edges = []
    for key, count in zip(keys.tolist(), counts.tolist(), strict=True):
        giver, receiver = divmod(key, praise.members)
        pair = (min(giver, receiver), max(giver, receiver))
        edges.append(Edge(giver, receiver, count, shared.get(pair, 0)))
    return FoundCircle(tuple(np.flatnonzero(label == one).tolist()), inside, tuple(edges))
