"""Letters to one room that follow each other within a tick leave together; the first leaves at once.

A reader gets several ordinary frames in one write: a burst costs a tenth, a quiet room waits for nothing.
Where telling everybody takes long, the next tick is longer: most of the time is left for what is said.
"""

import logging
import time
from collections.abc import Callable
from typing import Any, NamedTuple

log = logging.getLogger(__name__)
TIMES_THE_TELLING = 8  # so many times as long as the telling took, the next one waits
LONGEST = 0.04  # seconds: no tick is longer, or who waits for her own words would notice
Room = tuple[str, Any]  # namespace and name; the name None is everybody


class Letter(NamedTuple):
    text: str  # the Socket.IO packet, for those who poll
    framed: bytes  # the same as the frame everybody else is sent
    skipped: frozenset[str] = frozenset()


class Bundles:
    """`deliver` sends letters to a room, `start` and `sleep` are the server's."""

    def __init__(
        self,
        tick: float,
        deliver: Callable[[Room, list[Letter]], None],
        start: Callable[[Callable[[], None]], object],
        sleep: Callable[[float], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._tick, self._deliver, self._start, self._sleep = tick, deliver, start, sleep
        self._clock = clock
        self._open: dict[Room, list[Letter]] = {}
        self._turning = False

    def add(self, room: Room, letter: Letter) -> None:
        if (waiting := self._open.get(room)) is not None:
            waiting.append(letter)
            return
        self._open[room] = []
        self._deliver(room, [letter])
        if not self._turning:
            self._turning = True
            self._start(self._turn)

    def flush(self, room: Room) -> None:
        """What waits for this room goes now: somebody comes, somebody leaves, or a message cannot wait."""
        if waiting := self._open.get(room):
            self._open[room] = []
            self._deliver(room, waiting)

    def _turn(self) -> None:
        """Runs while any room is busy."""
        tick = self._tick
        while self._open:
            self._sleep(tick)
            began = self._clock()
            for room in list(self._open):
                self._close(room)
            tick = min(max(self._tick, TIMES_THE_TELLING * (self._clock() - began)), LONGEST)
        self._turning = False

    def _close(self, room: Room) -> None:
        if not self._open[room]:
            del self._open[room]
            return
        try:
            self.flush(room)
        except Exception:
            log.exception("what was said to %r is lost", room)
