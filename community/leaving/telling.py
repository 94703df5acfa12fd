"""How what a member made reads at home: each room says it of its kinds."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from markupsafe import Markup

Ids = Sequence[int]


def nothing(_ids: Ids) -> Mapping[int, Any]:
    return {}


class Telling(NamedTuple):
    """The heading of a kind; by the ids of things, what they are called and what stands under their text."""

    place: int  # among the pages
    heading: Callable[[], str]
    titles: Callable[[Ids], Mapping[int, str]] = nothing
    beside: Callable[[Ids], Mapping[int, Markup]] = nothing


tellings: dict[str, Telling] = {}
