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
    """One film; of all who wait for it, one looks, and the others are woken when there is news."""

    def __init__(self, folder: Path) -> None:
        self._reader = Reader(folder)
        self._reading, self._watching = threading.Lock(), threading.Lock()
        self._news = threading.Event()  # of each piece of news an event of its own
        self._texts: dict[str, str] = {}
        self._pieces: dict[str, bytes] = {}

    @property
    def film(self) -> Film:
        return self._reader.film

    def look(self) -> Film:
        """As it is now; while somebody watches it, as it was at most `LOOK` ago."""
        if not self._watching.locked():
            self._read_on()
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
        self.look()
        while True:
            news = self._news
            if is_there(self.film):
                return True
            if (left := deadline - time.monotonic()) < 0:
                return False
            if self._watching.acquire(blocking=False):
                self._watch(is_there, deadline)
            else:
                news.wait(left)

    def _watch(self, is_there: Test, deadline: float) -> None:
        try:
            while not is_there(self.film) and time.monotonic() < deadline:
                time.sleep(LOOK)
                self._read_on()
        finally:
            self._watching.release()
            self._wake()  # another one looks on, if there is one who is not content

    def _read_on(self) -> None:
        with self._reading:
            if self._reader.read_on():
                self._texts.clear()
                self._wake()

    def _wake(self) -> None:
        news, self._news = self._news, threading.Event()
        news.set()


def following(folder: Path) -> Following:
    it = _films.get(folder) or _films.setdefault(folder, Following(folder))
    _films.move_to_end(folder)
    while len(_films) > KEPT:
        _films.popitem(last=False)
    return it


def forget_films() -> None:
    """For tests, where the same stream number is another's film."""
    _films.clear()
