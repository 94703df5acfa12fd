"""What members said of each other, as columns: plain numbers, no database."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Ints: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.float64]
Flags: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True)
class Favours:
    """Row by row: who judged whom, on which day, how well. Members are places from 0 to `members` - 1."""

    members: int
    giver: Ints
    receiver: Ints
    thing: Ints  # what it was about, by any number; what two members have in common shows by it
    day: Floats  # of any beginning; parts of days count
    worth: Floats  # from -1, harmed, over 0 to 1, helped


@dataclass(frozen=True)
class Pairs:
    """The favours of one member for another, taken together; each pair once, in the order of its places."""

    members: int
    giver: Ints
    receiver: Ints
    weight: Floats  # what they count: 1 is one favour that nobody returned, 2 is never reached
    worth: Floats  # on average, from -1 to 1


def add_up(places: Ints, amounts: Floats, members: int) -> Floats:
    """Of each place, the sum of its amounts."""
    return np.bincount(places, weights=amounts, minlength=members).astype(np.float64, copy=False)
