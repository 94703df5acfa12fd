"""What one reader is sent: straight into the socket, or kept until it can take more."""

import socket
import struct
from collections import deque
from contextlib import suppress
from typing import Any

from gevent import get_hub

from community.fanout.stock import bare

KEPT_AT_MOST = 1 << 20  # bytes a slow reader may have waiting; then it is cut and catches up
IN_THE_KERNEL = 128 << 10  # bounds the other buffer: left alone it grows to 4 MB for one who stalls
PATIENCE = 2.0  # seconds for a goodbye
WRITABLE = 2  # libev's and libuv's word for it
AT_ONCE = struct.pack("ii", 1, 0)  # SO_LINGER: forget what was not taken


class Outlet:
    """Never blocks and never switches greenlets, so a room is told as one deed, in order."""

    __slots__ = ("_ending", "_kept", "_send", "_socket", "_timer", "_watcher", "open", "waiting")

    def __init__(self, sock: Any) -> None:  # noqa: ANN401  gevent's socket, a plain one in tests
        self._socket = bare(sock)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, IN_THE_KERNEL)
        self._send = self._socket.send
        self._kept: deque[bytes | memoryview] = deque()
        self._watcher: Any = None
        self._timer: Any = None
        self._ending = False
        self.open = True
        self.waiting = 0

    def write(self, data: bytes) -> None:
        if self._kept:
            self._keep(data)
        elif self.open and not self._ending and (sent := self._try(data)) < len(data):
            self._keep(memoryview(data)[sent:])

    def end(self, last_words: bytes) -> None:
        """Say goodbye after what is waiting, then nothing more; who does not take it in time is cut."""
        if not self.open or self._ending:
            return
        self.write(last_words)
        if not self.open:
            return
        self._ending = True
        self._timer = get_hub().loop.timer(PATIENCE)
        self._timer.start(self.cut, update=True)  # or it counts from when the loop last looked at the clock
        if not self._kept:
            self._hang_up(socket.SHUT_WR)

    def cut(self) -> None:
        """Close at once: the task that reads wakes up, finds the end and clears up."""
        was_open, self.open = self.open, False
        self._leave_the_loop()
        if was_open:
            self._hang_up(socket.SHUT_RDWR)

    def _leave_the_loop(self) -> None:
        self._kept.clear()
        self.waiting = 0
        for watcher in (self._watcher, self._timer):
            if watcher is not None:
                watcher.stop()
                watcher.close()
        self._watcher = self._timer = None

    def _try(self, data: bytes | memoryview) -> int:
        """How many bytes went out; a broken connection takes everything and nothing."""
        try:
            sent: int = self._send(data)
        except BlockingIOError:
            return 0
        except OSError:
            self.cut()
            return len(data)
        return sent

    def _keep(self, data: bytes | memoryview) -> None:
        if self._ending:
            return
        self._kept.append(data)
        self.waiting += len(data)
        if self.waiting > KEPT_AT_MOST:
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
            self.cut()
        elif self._watcher is None:
            self._watcher = get_hub().loop.io(self._socket.fileno(), WRITABLE)
            self._watcher.start(self._flush)

    def _flush(self) -> None:
        """The hub calls this when the socket can take more."""
        while self._kept:
            first = self._kept[0]
            sent = self._try(first)
            if not self.open:
                return
            self.waiting -= sent
            if sent < len(first):
                self._kept[0] = memoryview(first)[sent:]
                return
            self._kept.popleft()
        self._watcher.stop()
        self._watcher.close()
        self._watcher = None
        if self._ending:
            self._hang_up(socket.SHUT_WR)

    def _hang_up(self, how: int) -> None:
        with suppress(OSError):  # the other side may have been first
            self._socket.shutdown(how)
