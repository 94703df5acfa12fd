"""What a process without browsers says, where no Redis carries it: for a minute it lies in a file."""

import json
import logging
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Lock
from typing import Any

log = logging.getLogger(__name__)
KEPT = 60.0  # seconds: who looks twice a second has heard it long before
PATIENCE = 1.0  # seconds a word waits for others that are written
MADE = """
CREATE TABLE IF NOT EXISTS said (
  id INTEGER PRIMARY KEY AUTOINCREMENT, at REAL NOT NULL,
  room TEXT NOT NULL, event TEXT NOT NULL, facts TEXT NOT NULL
)"""
Word = tuple[str, str, dict[str, Any]]  # room, event, facts


class Relay:
    """One end of it. What could not be written or read is missed, as by whoever was offline just then."""

    def __init__(self, file: Path) -> None:
        self._file, self._lock = file, Lock()
        self._line: sqlite3.Connection | None = None
        self._heard = max((id for id, *_ in self._rows(after=0)), default=0)

    def say(self, room: str, event: str, facts: dict[str, Any]) -> None:
        now = time.time()
        words = (now, room, event, json.dumps(facts))
        try:
            with self._lock, self._opened() as line:
                line.execute("DELETE FROM said WHERE at < ?", (now - KEPT,))
                line.execute("INSERT INTO said (at, room, event, facts) VALUES (?, ?, ?, ?)", words)
        except sqlite3.Error as trouble:
            self._line = None
            log.warning("nobody hears %s at once (%s): it is read with the next page", event, trouble)

    def news(self) -> Iterator[Word]:
        """What was said since it was asked before, or since this end was made."""
        for id, room, event, facts in self._rows(after=self._heard):
            self._heard = id
            yield room, event, json.loads(facts)

    def _rows(self, after: int) -> list[tuple[int, str, str, str]]:
        asked = "SELECT id, room, event, facts FROM said WHERE id > ? ORDER BY id"
        try:
            with self._lock, self._opened() as line:
                return line.execute(asked, (after,)).fetchall()
        except sqlite3.Error as trouble:
            self._line = None
            log.warning("could not hear what workers say (%s): trying again", trouble)
            return []

    def _opened(self) -> sqlite3.Connection:
        if self._line is None:
            self._line = sqlite3.connect(self._file, timeout=PATIENCE, check_same_thread=False)
            self._line.execute("PRAGMA journal_mode = WAL")
            self._line.execute("PRAGMA synchronous = OFF")  # who would be told of it is gone with the machine
            self._line.execute(MADE)
        return self._line
