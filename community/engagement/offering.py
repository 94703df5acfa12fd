"""What a member may do about a line of the score: upper rooms say it, the passport shows it beside."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from community.engagement.reading import Line
from community.members import Member


@dataclass(frozen=True)
class Offer:
    """`words` in the reader's language, and where they lead."""

    words: str
    url: str


Asked = Callable[[Member, Sequence[Line]], Mapping[int, Offer]]
_asked: list[Asked] = []


def beside_lines(call: Asked) -> Asked:
    """Declare what is offered for lines of a member's own, by their ids."""
    _asked.append(call)
    return call


def offers_for(member: Member, lines: Sequence[Line]) -> dict[int, Offer]:
    return {id: offer for call in _asked for id, offer in call(member, lines).items()}
