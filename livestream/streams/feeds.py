"""Where the bytes of one stream go: a worker of its own, through a pipe that holds little."""

import asyncio
import secrets
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from config import ROOT
from livestream.streams import journal

LAST_WORDS = 5.0  # seconds a worker has to write its last part
FULL = 12_000_000 / 8  # bytes a second, and no more over some time
OVER = 10.0  # seconds
Closed = Callable[["WorkerFeed"], object]


class TooMuch(OSError):
    """More than a club's lines can hand on."""


class WorkerFeed:
    def __init__(self, stream_id: int, kind: str, folder: Path, cut: Callable[[], object]) -> None:
        self.stream_id, self.cut = stream_id, cut
        self.begun = False  # whether anything of it can be seen
        self._kind, self._folder = kind, folder
        self._credit, self._at = FULL * OVER, 0.0
        self._process: asyncio.subprocess.Process | None = None
        self._closed = False

    async def start(self) -> None:
        self.session = secrets.token_hex(4)
        command = [sys.executable, "-m", "livestream.streams.worker", self._kind, str(self._folder)]
        self._process = await asyncio.create_subprocess_exec(
            *command, self.session, stdin=asyncio.subprocess.PIPE, cwd=ROOT
        )

    async def write(self, data: bytes) -> None:
        """Waits where the worker is slower than what comes: so the encoder learns of it. Raises OSError."""
        self._spend(len(data))
        if not self._process or not self._process.stdin or self._process.returncode is not None:
            self._blame_the_fall()
            raise BrokenPipeError
        self._process.stdin.write(data)
        await self._process.stdin.drain()

    async def afresh(self, data: bytes) -> None:
        await self._end_worker()
        await self.start()
        await self.write(data)

    async def stop(self) -> None:
        """The last part is written when this returns."""
        if not self._closed:
            self._closed = True
            self.cut()
            await self._end_worker()

    def blame(self, trouble: str) -> None:
        """What is wrong, for the host; a full disk leaves her without the word."""
        with suppress(OSError):
            journal.write(self._folder, {"trouble": trouble})

    def _blame_the_fall(self) -> None:
        """Of a worker that ended without a word: it was killed, or met what nobody thought of."""
        if not self._closed and self._process and not journal.read(self._folder).trouble:
            self.blame("broke_off")

    def can_be_seen(self) -> bool:
        return any(one.session == self.session for one in journal.read(self._folder).segments[-3:])

    async def _end_worker(self) -> None:
        if not (it := self._process) or not it.stdin:
            return
        it.stdin.close()
        try:
            await asyncio.wait_for(it.wait(), LAST_WORDS)
        except TimeoutError:
            with suppress(ProcessLookupError):
                it.kill()
            await it.wait()

    def _spend(self, count: int) -> None:
        now = asyncio.get_running_loop().time()
        earned = (now - self._at) * FULL if self._at else 0.0
        self._credit, self._at = min(FULL * OVER, self._credit + earned) - count, now
        if self._credit < 0:
            self.blame("too_much")
            raise TooMuch
