"""A club of three thousand honest members, and what an attack on it gives to whom it is for."""

from dataclasses import dataclass

import numpy as np

from community.engagement.credibility.counting import MILLI, count
from community.engagement.credibility.favours import Favours, Flags, Floats, Ints, add_up
from community.engagement.credibility.overlapping import circles_in
from community.engagement.credibility.returning import weights_of

HONEST, EACH_GIVES, DAYS = 3_000, 50, 365
BUYERS, SETTLED = 0.7, 0.8  # how many keep what they buy; how many of them have been here for ninety days
PER_GIVER = 4  # points a year, at most
OF_C = 1_200  # points of credibility, for each part of c above the half
LIKE = 0.5  # what a like is worth
POSTS = 40  # of each attacker


@dataclass(frozen=True)
class Club:
    favours: Favours
    stake: Floats
    anchors: Flags

    def joined_by(self, giver: Ints, receiver: Ints, thing: Ints, day: Floats, *, buyers: Flags) -> "Club":
        """With new accounts; those of `buyers` keep what they buy and have been here for long."""
        old = self.favours
        favours = Favours(
            old.members + len(buyers),
            np.concatenate([old.giver, giver]),
            np.concatenate([old.receiver, receiver]),
            np.concatenate([old.thing, thing]),
            np.concatenate([old.day, day]),
            np.full(len(old.giver) + len(giver), LIKE),
        )
        stake = np.concatenate([self.stake, buyers.astype(float)])
        return Club(favours, stake, np.concatenate([self.anchors, buyers]))


def honest_club(members: int = HONEST, seed: int = 7) -> Club:
    """Some give much and some are much liked; a tenth of what is given is given back."""
    chance, favours = np.random.default_rng(seed), members * EACH_GIVES
    liking, liked = (chance.lognormal(0, 1, members) for _ in range(2))
    giver = chance.choice(members, favours, p=liking / liking.sum())
    receiver = chance.choice(members, favours, p=liked / liked.sum())
    day, post = chance.uniform(0, DAYS, favours), chance.integers(0, 100, favours)
    back = chance.choice(favours, favours // 10, replace=False)
    givers = np.concatenate([giver, receiver[back]])
    receivers = np.concatenate([receiver, giver[back]])
    days = np.concatenate([day, day[back] + chance.exponential(20, len(back))])
    things = receivers * 1_000 + np.concatenate([post, post[back]])
    others = givers != receivers
    buys = chance.random(members) < BUYERS
    stake = np.where(buys, np.minimum(1, chance.lognormal(1, 1.2, members)), 0.0)
    giver, receiver, thing, day = (it[others] for it in (givers, receivers, things, days))
    told = Favours(members, giver, receiver, thing, day, np.full(int(others.sum()), LIKE))
    return Club(told, stake, buys & (chance.random(members) < SETTLED))


@dataclass(frozen=True)
class Points:
    """What the table gives each member, in points: `plain` is resonance without any of it."""

    plain: Floats
    resonance: Floats
    credibility: Floats


def points_of(club: Club) -> Points:
    favours = club.favours
    table = count(favours, club.stake, club.anchors, circles_in(favours))
    keys, place = np.unique(favours.giver * favours.members + favours.receiver, return_inverse=True)
    giver, receiver = keys // favours.members, keys % favours.members
    times = np.bincount(place)
    q: Floats = add_up(place, weights_of(favours), len(keys)) / times
    each: Floats = PER_GIVER * (1 - np.float64(0.5) ** times)
    return Points(
        plain=add_up(receiver, each, favours.members),
        resonance=add_up(receiver, each * q * table.kappa[giver] / MILLI, favours.members),
        credibility=np.maximum(0, table.c / MILLI - 0.5) * OF_C,
    )


def star(club: Club, accounts: int) -> Club:
    """Each likes everything of one new member, a like a day."""
    target = club.favours.members
    givers = np.repeat(np.arange(accounts) + target + 1, DAYS)
    things = target * 1_000 + np.tile(np.arange(DAYS), accounts) % POSTS
    days = np.tile(np.arange(DAYS, dtype=float), accounts)
    free = np.zeros(accounts + 1, dtype=bool)
    return club.joined_by(givers, np.full_like(givers, target), things, days, buyers=free)


def clique(club: Club, accounts: int, *, buyers: bool = False, apart: float = 0) -> Club:
    """All like all, as often as anybody posts; `apart`: days between a favour and its return."""
    first = club.favours.members
    one, other = np.nonzero(~np.eye(accounts + 1, dtype=bool))
    givers, receivers = (np.repeat(it + first, POSTS) for it in (one, other))
    posts = np.tile(np.arange(POSTS), len(one))
    days = _over_the_year(len(one)) + np.where(givers > receivers, apart, 0.0)
    who = np.full(accounts + 1, buyers)
    return club.joined_by(givers, receivers, receivers * 1_000 + posts, days, buyers=who)


def _over_the_year(pairs: int) -> Floats:
    """When each of them likes each post of the other: evenly, from the first day."""
    return np.tile(np.linspace(0, DAYS, POSTS, endpoint=False), pairs)


def trading(club: Club, accounts: int) -> Club:
    """Buyers each of whom is liked by half of the others, and never by whom she likes."""
    first, many, half = club.favours.members, accounts + 1, accounts // 2
    one = np.repeat(np.arange(many), half)
    other = (one + np.tile(np.arange(1, half + 1), many)) % many
    givers, receivers = (np.repeat(it + first, POSTS) for it in (one, other))
    posts = np.tile(np.arange(POSTS), len(one))
    who = np.full(many, fill_value=True)
    days = _over_the_year(len(one))
    return club.joined_by(givers, receivers, receivers * 1_000 + posts, days, buyers=who)


def camouflage(club: Club, accounts: int, seed: int = 3) -> Club:
    """A clique whose members each like fifty honest ones, of whom a tenth likes back."""
    ring, chance, first = clique(club, accounts), np.random.default_rng(seed), club.favours.members
    givers = np.repeat(np.arange(accounts + 1) + first, 50)
    honest = chance.integers(0, first, len(givers))
    days = chance.uniform(0, DAYS, len(givers))
    back = chance.random(len(givers)) < 0.1
    nobody = np.zeros(0, dtype=bool)
    ring = ring.joined_by(givers, honest, honest * 1_000, days, buyers=nobody)
    return ring.joined_by(honest[back], givers[back], givers[back] * 1_000, days[back] + 3, buyers=nobody)


def follow(one: Floats, other: Floats) -> float:
    """Spearman: how far two orders are the same."""
    ranks = [np.argsort(np.argsort(it)) for it in (one, other)]
    return float(np.corrcoef(ranks[0], ranks[1])[0, 1])
