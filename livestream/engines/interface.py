"""What the rest of the house asks of an engine, whichever it is, and what an engine asks of the house.

An engine takes a stream in and makes a film of it. Before it does it asks whether this key may send; then
it says that the film goes on, and that it has ended (`taking`). Where a viewer finds the film, what an
encoder is told, and how a line is cut is the engine's to answer.
"""

from dataclasses import dataclass
from typing import Protocol

from livestream.streams.models import Stream


@dataclass(frozen=True)
class Film:
    """Addresses for one player. `home` is what all pieces of it begin with."""

    home: str
    close: str  # the playlist that is nearest to now
    plain: str  # the one for older players
    sound: str | None = None  # without the picture; none where that is not to be had


@dataclass(frozen=True)
class Ingest:
    """What is typed into an encoder. `before` stands before the host's key; none: the studio says it."""

    address: str
    before: str | None = ""


class LiveEngine(Protocol):
    def ingest(self, it: Stream | None) -> Ingest | None:
        """None where encoders are not taken in."""

    def film(self, it: Stream, given: str) -> Film | None:
        """For whoever has the pass `given`; none while there is nothing to see."""

    def film_to_come(self, it: Stream, given: str) -> Film:
        """Where it will be for whoever has the pass, once this engine has it."""

    def cut_off(self, it: Stream) -> bool:
        """Whether its line is cut, or will be by itself within seconds."""
