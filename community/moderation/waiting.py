"""What else waits for those who keep order: upper rooms say what they have, so that the queue is one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from community.members import Member


@dataclass(frozen=True)
class Elsewhere:
    """`what` and `why` in the reader's language; `url` is where it is decided on."""

    what: str
    by: str
    why: str
    since: datetime
    url: str


Ask = Callable[[Member], Sequence[Elsewhere]]
_asked: list[Ask] = []


def waits_elsewhere(call: Ask) -> Ask:
    """Declare what waits in a room for this member to decide on."""
    _asked.append(call)
    return call


def all_elsewhere(me: Member) -> list[Elsewhere]:
    """The longest waiting first."""
    return sorted((one for call in _asked for one in call(me)), key=lambda one: one.since)
