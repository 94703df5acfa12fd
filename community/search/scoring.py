"""What a question scores in each document that has its words: weights added up, rare words counting more."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from heapq import nlargest
from itertools import islice
from math import log

from community.search.asking import Wanted
from community.search.postings import Run
from community.search.shelf import Leaf, Shelf

LOOKED_AT, TAKEN = 300, 24  # words that begin so: looked at, and used
MUCH_LONGER = 8  # a run so many times longer is looked up in rather than read


def terms_of(shelf: Shelf, wanted: Wanted) -> dict[str, float]:
    """The words that will do, and what a weight of each is worth: the rarer, the more."""
    words = dict(wanted.words)
    often = {word: _frequency(shelf, word) for word in words}
    if wanted.beginning:
        begun = islice(_words_from(shelf, wanted.beginning), LOOKED_AT)
        frequent = nlargest(TAKEN, ((_frequency(shelf, word), word) for word in begun))
        often.update({word: times for times, word in frequent})
    rare = log(1 + (shelf.documents + 0.5) / (sum(often.values()) + 0.5))
    return {word: rare * words.get(word, 0.7) for word in often}


def _words_from(shelf: Shelf, begins: str) -> Iterable[str]:
    return dict.fromkeys(word for leaf in shelf.leaves for word in islice(leaf.words_from(begins), LOOKED_AT))


def _frequency(shelf: Shelf, word: str) -> int:
    return sum(leaf.frequency(word) for leaf in shelf.leaves)


def scores_of(
    leaf: Leaf, terms: list[dict[str, float]], required: Sequence[str] = (), *, at_least: int
) -> dict[int, float]:
    """By document: those that are what is required and have all that is wanted, or at least so much of it."""
    if not required:
        return _wanted(leaf, terms, at_least)
    are = set.intersection(*({one >> 8 for one in leaf.run(word)} for word in required))
    if not terms:
        return dict.fromkeys(are, 1.0)
    return {document: score for document, score in _wanted(leaf, terms, at_least).items() if document in are}


def _wanted(leaf: Leaf, terms: list[dict[str, float]], at_least: int) -> dict[int, float]:
    if not terms:
        return dict.fromkeys(range(len(leaf.refs)), 1.0)
    lists = [[(leaf.run(word), worth) for word, worth in words.items()] for words in terms]
    if at_least:
        return _sum(lists)
    lists.sort(key=lambda runs: sum(len(run) for run, _ in runs))
    scores = _either(lists[0])
    for runs in lists[1:]:
        if not scores:
            break
        scores = _both(scores, runs)
    return scores


def _either(runs: list[tuple[Run, float]]) -> dict[int, float]:
    """The best of the words that will do."""
    scores: dict[int, float] = {}
    for run, worth in runs:
        here = {one >> 8: worth * (one & 255) for one in run}
        if scores:
            for document, score in here.items():
                if scores.get(document, 0.0) < score:
                    scores[document] = score
        else:
            scores = here
    return scores


def _both(scores: dict[int, float], runs: list[tuple[Run, float]]) -> dict[int, float]:
    if sum(len(run) for run, _ in runs) < MUCH_LONGER * len(scores):
        others = _either(runs)
        return {one: scores[one] + others[one] for one in scores.keys() & others.keys()}
    found: dict[int, float] = {}
    for document, score in scores.items():
        if more := max(worth * _weight_in(run, document) for run, worth in runs):
            found[document] = score + more
    return found


def _weight_in(run: Run, document: int) -> int:
    at = bisect_left(run, document << 8)
    return run[at] & 255 if at < len(run) and run[at] >> 8 == document else 0


def _sum(lists: list[list[tuple[Run, float]]]) -> dict[int, float]:
    scores: dict[int, float] = {}
    for runs in lists:
        for document, score in _either(runs).items():
            scores[document] = scores.get(document, 0.0) + score
    return scores
