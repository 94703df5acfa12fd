"""Which raters of Bitcoin OTC were frauds: protocols that do not leak the label, and bought praise.

The published labels were made from ratings received: of the founder's circle by those it trusted. So what
they were made of is taken out (`clean`), or also all that a member's own label could have followed
(`early`).
"""

import csv
import os
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from community.engagement.credibility.counting import count
from community.engagement.credibility.favours import Favours, Flags, Floats
from community.engagement.credibility.overlapping import circles_in

FOUNDER = 1
STRONG = 5  # a rating that made a label
ANCHORS = 100  # the oldest raters: whom the club could vouch for is not in the data
ATTACKERS = 40
DAY = 86_400


@dataclass(frozen=True)
class Rating:
    by: int
    of: int
    worth: int  # from -10 to 10
    at: float  # seconds


@dataclass(frozen=True)
class Trade:
    """The ratings of a trading community, and which of its members are known as fair (True) or as frauds."""

    ratings: list[Rating]
    labels: dict[int, bool]

    def clean(self) -> "Trade":
        """Without the ratings that labels were made of."""
        circle, labelled = _circle(self.ratings), _labelled(self.ratings)
        kept = [it for it in self.ratings if not (it.by in circle and it.of in labelled)]
        return replace(self, ratings=kept)

    def early(self) -> "Trade":
        """And of each who was labelled, only what came before the first rating that did it."""
        labelled = _labelled(self.ratings)
        later = float("inf")
        kept = [
            it
            for it in self.clean().ratings
            if it.at < labelled.get(it.by, later) and it.at < labelled.get(it.of, later)
        ]
        return replace(self, ratings=kept)

    def with_puppets(self, each: int, seed: int) -> "Trade":
        """Frauds buy new accounts that praise them and each other, more than thirty days apart."""
        raters = {it.by for it in self.ratings}
        frauds = sorted(id for id, fair in self.labels.items() if not fair and id in raters)
        attackers = random.Random(seed).sample(frauds, min(ATTACKERS, len(frauds)))
        last = max(it.at for it in self.ratings)
        bought: list[Rating] = []
        for nth, attacker in enumerate(attackers):
            puppets = [10**6 + nth * each + one for one in range(each)]
            bought += [Rating(one, attacker, 10, last) for one in puppets]
            bought += [Rating(attacker, one, 10, last + 40 * DAY) for one in puppets]
            bought += [
                Rating(one, other, 10, last + (40 * DAY if one > other else 0))
                for one in puppets
                for other in puppets
                if one != other
            ]
        return replace(self, ratings=self.ratings + bought)


def read(shared: Path | None = None) -> Trade:
    folder = (shared or data()) / "trust"
    with (folder / "otc_network.csv").open() as file:
        ratings = [Rating(int(by), int(of), int(worth), float(at)) for by, of, worth, at in csv.reader(file)]
    with (folder / "otc_labels_even.csv").open() as file:
        labels = {int(id): int(label) > 0 for id, label in csv.reader(file)}
    return Trade(ratings, labels)


def data() -> Path:
    beside = Path(__file__).parents[2] / "shared"
    return Path(os.environ.get("ZONE_SHARED") or beside) / "data"


def _circle(ratings: Iterable[Rating]) -> set[int]:
    return {FOUNDER} | {it.of for it in ratings if it.by == FOUNDER and it.worth >= STRONG}


def _labelled(ratings: list[Rating]) -> dict[int, float]:
    """Who has a label, known to us or not, and since when."""
    circle = _circle(ratings)
    since: dict[int, float] = {}
    for it in sorted(ratings, key=lambda it: it.at):
        if it.by in circle and abs(it.worth) >= STRONG:
            since.setdefault(it.of, it.at)
    return since


Method = Callable[[Favours, Flags], Floats]


def credible(favours: Favours, anchors: Flags) -> Floats:
    """The house's own, knowing nothing of who paid: everybody may be vouched for."""
    everybody = np.ones(favours.members)
    return count(favours, everybody, anchors, circles_in(favours)).c.astype(float)


def area(trade: Trade, method: Method, judged: Trade) -> float:
    """How often a fair rater stands above a fraud (AUC), of the labelled who rate in `judged`."""
    ids = sorted({it.by for it in trade.ratings} | {it.of for it in trade.ratings})
    place = {id: n for n, id in enumerate(ids)}
    score = method(favours_of(trade.ratings, place), _oldest(judged.ratings, place))
    raters = {it.by for it in judged.ratings}
    asked = [id for id in judged.labels if id in raters]
    fair = np.array([score[place[id]] for id in asked if judged.labels[id]])
    fraud = np.array([score[place[id]] for id in asked if not judged.labels[id]])
    above = (fair[:, None] > fraud).sum() + (fair[:, None] == fraud).sum() / 2
    return float(above / (len(fair) * len(fraud)))


def favours_of(ratings: list[Rating], place: dict[int, int]) -> Favours:
    of = np.array([place[it.of] for it in ratings])
    return Favours(
        members=len(place),
        giver=np.array([place[it.by] for it in ratings]),
        receiver=of,
        thing=of,
        day=np.array([it.at for it in ratings]) / DAY,
        worth=np.array([it.worth for it in ratings]) / 10,
    )


def _oldest(ratings: list[Rating], place: dict[int, int]) -> Flags:
    raters = dict.fromkeys(it.by for it in sorted(ratings, key=lambda it: it.at))
    oldest = np.zeros(len(place), dtype=bool)
    oldest[[place[id] for id in list(raters)[:ANCHORS]]] = True
    return oldest
