"""A film as it grows on the disk, read on for an outlet: who falls behind leaves something out."""

import json
import time
from collections import deque
from collections.abc import Iterator
from pathlib import Path

from livestream.streams import journal
from livestream.streams.journal import Line

LOOK = 0.05  # seconds between two looks at the journal
BEHIND = 5.0  # seconds that may wait; more, and it goes on with the newest whole picture


class Film:
    """Parts from now on, beginning with a whole picture. The disk holds what waits, and not for long."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._path = folder, folder / journal.NAME
        self._at = self._path.stat().st_size if self._path.exists() else 0
        self._waiting: deque[Line] = deque()
        self._must_stand, self._is_over = True, False
        self.left_out = 0.0  # seconds

    def close(self) -> None:
        """What is there already is still read."""
        self._is_over = True

    def peek(self) -> Line | None:
        """The part that comes next, once it is there; nothing where the film is over."""
        while True:
            self._read_on()
            self._keep_up()
            while self._waiting and self._must_stand and not self._waiting[0]["alone"]:
                self._leave_out()
            if self._waiting:
                self._must_stand = False
                return self._waiting[0]
            if self._is_over:
                return None
            time.sleep(LOOK)

    def take(self) -> bytes:
        """The part that was peeked at. One that is gone already is left out, up to a whole picture."""
        try:
            body: bytes = (self._folder / self._waiting[0]["part"]).read_bytes()
        except FileNotFoundError:
            self._must_stand = True
            self._leave_out()
            return b""
        self._waiting.popleft()
        return body

    def beginning(self, session: str) -> bytes:
        return (self._folder / journal.beginning_name(session)).read_bytes()

    def _read_on(self) -> None:
        for line in self._new_lines():
            if "part" in line:
                self._waiting.append(line)
            self._is_over = self._is_over or "end" in line

    def _keep_up(self) -> None:
        if sum(line["seconds"] for line in self._waiting) <= BEHIND:
            return
        whole = [place for place, line in enumerate(self._waiting) if line["alone"]]
        for _ in range(whole[-1] if whole else len(self._waiting)):
            self._leave_out()
        self._must_stand = True

    def _leave_out(self) -> None:
        self.left_out += self._waiting.popleft()["seconds"]

    def _new_lines(self) -> Iterator[Line]:
        if not self._path.exists():
            return
        with self._path.open("rb") as file:
            file.seek(self._at)
            whole = file.read().rpartition(b"\n")[0]
        if whole:
            self._at += len(whole) + 1
            yield from (json.loads(line) for line in whole.split(b"\n") if journal.is_whole(line))


class Sitting:
    """One session of a film, as a file that ends with it."""

    def __init__(self, film: Film, session: str) -> None:
        self._film, self._session = film, session
        self._rest = memoryview(film.beginning(session))

    def read(self, most: int) -> bytes:
        """Waits for what comes; nothing at the session's end."""
        while not self._rest:
            part = self._film.peek()
            if part is None or part["session"] != self._session:
                return b""
            self._rest = memoryview(self._film.take())
        given, self._rest = self._rest[:most], self._rest[most:]
        return bytes(given)
