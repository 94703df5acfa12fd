"""What was said around a thing, so that it is judged as it was heard: each room knows it of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from community.contributions import Contribution


@dataclass(frozen=True)
class Said:
    """`is_answered`: to this the thing that was reported replied."""

    by: str
    at: datetime
    text: str
    url: str
    is_answered: bool = False


Around = Callable[[Contribution], Sequence[Said]]
_around: dict[str, Around] = {}


def said_around(kind: str) -> Callable[[Around], Around]:
    """Declare what stands around things of a kind, in the order in which it was said."""

    def declare(call: Around) -> Around:
        _around[kind] = call
        return call

    return declare


def what_was_said_around(it: Contribution | None) -> Sequence[Said]:
    call = _around.get(it.kind) if it else None
    return call(it) if call and it else ()
