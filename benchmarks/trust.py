"""What credibility finds, and what an attack on it gains, as tables of docs/score.md."""

import statistics
from collections.abc import Callable, Iterator

from benchmarks import peers_of_trust, puppets, raters
from benchmarks.puppets import Club, points_of

EACH = (1, 5, 20, 100)
METHODS: dict[str, raters.Method] = {
    "mean of what was received": peers_of_trust.mean_received,
    "fairness and goodness": peers_of_trust.fairness_and_goodness,
    "REV2, goodness, without behaviour": peers_of_trust.rev2,
    "credibility": raters.credible,
}
ATTACKS: dict[str, Callable[[Club, int], Club]] = {
    "star of free accounts": puppets.star,
    "clique of free accounts": puppets.clique,
    "clique that is liked back by honest members": puppets.camouflage,
    "ring of buyers": lambda club, k: puppets.clique(club, k, buyers=True),
    "ring of buyers who wait forty days": lambda club, k: puppets.clique(club, k, buyers=True, apart=40),
    "vote trading of buyers": puppets.trading,
}


def measure() -> Iterator[str]:
    yield from accuracy()
    yield ""
    yield from attacks()


def accuracy() -> Iterator[str]:
    trade = raters.read()
    clean, early = trade.clean(), trade.early()
    bought = {each: [clean.with_puppets(each, seed) for seed in range(3)] for each in (5, 20)}
    yield "| raters of Bitcoin OTC, AUC | clean | early | 5 puppets each | 20 puppets each |"
    yield "| --- " * 5 + "|"
    for name, method in METHODS.items():
        found = [raters.area(it, method, it) for it in (clean, early)]
        found += [statistics.mean(raters.area(it, method, clean) for it in many) for many in bought.values()]
        yield f"| {name} | " + " | ".join(f"{it:.3f}" for it in found) + " |"


def attacks() -> Iterator[str]:
    club = puppets.honest_club()
    before = points_of(club)
    kept = puppets.follow(before.plain, before.resonance)
    yield f"Honest members keep their order: Spearman {kept:.3f}, resonance weighed and not."
    yield ""
    yield "| points a year for one member; accounts: | " + " | ".join(map(str, EACH)) + " | honest order |"
    yield "| --- " * (len(EACH) + 2) + "|"
    for name, attack in ATTACKS.items():
        gains, order = [], 1.0
        for accounts in EACH:
            after = points_of(attack(club, accounts))
            target = club.favours.members
            gains.append(f"{after.resonance[target]:.1f} + {after.credibility[target]:.1f}")
            honest = after.resonance[:target] + after.credibility[:target]
            order = min(order, puppets.follow(before.resonance + before.credibility, honest))
        yield f"| {name} | " + " | ".join(gains) + f" | {order:.3f} |"
