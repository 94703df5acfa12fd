"""Small clubs whose answer is known."""

from collections.abc import Iterable

import numpy as np

from community.engagement.credibility.counting import Table, count
from community.engagement.credibility.favours import Favours
from community.engagement.credibility.overlapping import circles_in

LIKE = 0.5


def favours(members: int, said: Iterable[tuple]) -> Favours:
    """Of `(giver, receiver, day, worth, thing)`; by themselves a like, on the first day, of their own."""
    rows = [(*row, *(0, LIKE, None)[len(row) - 2 :]) for row in said]
    things = [row[1] * 1_000 if row[4] is None else row[1] * 1_000 + row[4] for row in rows]
    numbers = [np.array(column, dtype=np.int64) for column in ([r[0] for r in rows], [r[1] for r in rows])]
    return Favours(
        members,
        *numbers,
        np.array(things, dtype=np.int64),
        np.array([row[2] for row in rows], dtype=float),
        np.array([row[3] for row in rows], dtype=float),
    )


def table(members: int, said: Iterable[tuple], anchors: Iterable[int], stakes=()) -> Table:
    """Who anchors trust has put in all that it takes; `stakes` have too, but are new."""
    stake, trusted, told = np.zeros(members), np.zeros(members, dtype=bool), favours(members, said)
    trusted[list(anchors)] = True
    stake[[*anchors, *stakes]] = 1
    return count(told, stake, trusted, circles_in(told))


def clique(members: Iterable[int], posts: int = 5, day: float = 0) -> list[tuple]:
    """All like all that each of them posts."""
    who = list(members)
    return [
        (one, other, day + post, LIKE, post)
        for one in who
        for other in who
        if one != other
        for post in range(posts)
    ]
