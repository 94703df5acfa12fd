"""The films that are asked for, as this process knows them: read on while somebody waits."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path

from livestream.streams.journal import Film, Reader

LOOK = 0.015  # seconds between two looks at a journal while somebody waits
KEPT = 64  # films that are remembered between two requests
PIECES = 6  # of a film, that many ask for at once
_films: OrderedDict[Path, "Following"] = OrderedDict()
Test = Callable[[Film], bool]


class Following:
    """One film; of all who wait for it, one looks, and tells the others."""

    def __init__(self, folder: Path) -> None:
        self._reader = Reader(folder)
        self._news = threading.Condition()
        self._is_watched = False
        self._texts: dict[str, str] = {}
        self._pieces: dict[str, bytes] = {}

    @property
    def film(self) -> Film:
        return self._reader.film

    def look(self) -> Film:
        with self._news:
            if self._reader.read_on():
                self._texts.clear()
                self._news.notify_all()
        return self.film

    def text(self, name: str, write: Callable[[Film], str]) -> str:
        """Written once for all who ask before the film goes on."""
        self.look()
        if name not in self._texts:
            self._texts[name] = write(self.film)
        return self._texts[name]

    def piece(self, name: str) -> bytes | None:
        """Read once for all who ask at the same time; a piece never changes. None while it is not there."""
        if name not in self._pieces:
            try:
                self._pieces[name] = (self._reader.folder / name).read_bytes()
            except FileNotFoundError:
                return None
            for old in [*self._pieces][:-PIECES]:
                del self._pieces[old]
        return self._pieces.get(name)

    def wait(self, is_there: Test, seconds: float) -> bool:
        """Whether it came true in time."""
        deadline = time.monotonic() + seconds
        while not is_there(self.look()):
            if time.monotonic() > deadline:
                return False
            self._watch_or_listen(deadline)
        return True

    def _watch_or_listen(self, deadline: float) -> None:
        with self._news:
            if self._is_watched:
                self._news.wait(max(0.0, deadline - time.monotonic()))
                return
            self._is_watched = True
        try:
            time.sleep(LOOK)
            self.look()
        finally:
            with self._news:
                self._is_watched = False
                self._news.notify(1)  # another one looks on, should this one be content


def following(folder: Path) -> Following:
    it = _films.setdefault(folder, Following(folder))
    _films.move_to_end(folder)
    while len(_films) > KEPT:
        _films.popitem(last=False)
    return it


def forget_films() -> None:
    """For tests, where the same stream number is another's film."""
    _films.clear()
