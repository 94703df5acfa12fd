"""A year on a stage: everything happens at its own moment, in order, by the same verbs members use."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from community import clock
from community.db import transaction


@dataclass(frozen=True)
class Scene:
    """Something that happened a while ago."""

    ago: timedelta
    play: Callable[[], object]


def play(scenes: Iterable[Scene], now: datetime) -> Iterator[int]:
    """Play the scenes, the oldest first; yields how many are done. One transaction: all of it or nothing."""
    with transaction():
        for done, scene in enumerate(sorted(scenes, key=lambda scene: -scene.ago), 1):
            with clock.stopped(now - scene.ago):
                scene.play()
            yield done
