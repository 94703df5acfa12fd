"""Very many listeners in one process: websockets that count what they hear, and when some heard it."""

import base64
import json
import os
import re
import selectors
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field

KNOCK = (
    "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\n"
    "Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n{more}\r\n"
)
MARK = b'"text":"^'  # every message begins with the time at which it was said, as ^12.5^
PING, PONG = b"\x81\x012", "3"
_said = re.compile(rb'"text":"\^([0-9.]+)\^')
LONGEST = 64  # bytes of it
WORDS = "The corduroy one is still there; I asked them to keep it until Friday, in case somebody wants it."
WATCHED = 40  # of so many listeners it is known when they heard what


@dataclass
class Listener:
    line: socket.socket
    watched: bool
    tail: bytes = b""


@dataclass
class Crowd:
    """Listeners of one server, which go on listening until `close`."""

    port: int
    heard: int = 0
    late: list[float] = field(default_factory=list)  # seconds from being said to being heard
    selector: selectors.BaseSelector = field(default_factory=selectors.DefaultSelector)
    listeners: list[Listener] = field(default_factory=list)

    def come(self, many: int, cookies: Callable[[int], str] | None = None) -> None:
        """Each with the cookie of a member, where the server asks for one."""
        for number in range(len(self.listeners), len(self.listeners) + many):
            line = connected(self.port, cookies(number) if cookies else "")
            line.settimeout(0)
            listener = Listener(line, watched=number % max(1, many // WATCHED) == 0)
            self.listeners.append(listener)
            self.selector.register(line, selectors.EVENT_READ, listener)

    def listen(self, seconds: float) -> None:
        """What came within the time, or what is there at once with 0."""
        for key, _ in self.selector.select(seconds):
            self._hear(key.data)

    def _hear(self, listener: Listener) -> None:
        try:
            data = listener.line.recv(262144)
        except BlockingIOError:
            return
        if not data:
            raise ConnectionError("the server hung up on a listener")
        if data.startswith(PING) or data.endswith(PING):
            listener.line.sendall(masked(PONG))
        whole = listener.tail + data
        if listener.watched:
            self._note(listener, whole)
        else:
            self.heard += whole.count(MARK)
            listener.tail = whole[1 - len(MARK) :]  # where half of one may stand

    def _note(self, listener: Listener, whole: bytes) -> None:
        now, end = time.perf_counter(), 0
        for found in _said.finditer(whole):
            self.heard += 1
            self.late.append(now - float(found[1]))
            end = found.end()
        listener.tail = whole[end:][-LONGEST:]

    def say(self, event: str, words: str, by: int = 0, **facts: object) -> None:
        """With the time at which it is said."""
        said = {"text": f"^{time.perf_counter():.6f}^ {words}", **facts}
        self.tell(event, said, by)

    def tell(self, event: str, facts: dict[str, object], by: int = 0) -> None:
        text = "42" + json.dumps([event, facts], separators=(",", ":"))
        self.listeners[by].line.sendall(masked(text))

    def close(self) -> None:
        for listener in self.listeners:
            listener.line.close()
        self.selector.close()


def connected(port: int, cookie: str) -> socket.socket:
    line = socket.create_connection(("127.0.0.1", port))
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    key = base64.b64encode(os.urandom(16)).decode()
    more = f"Cookie: {cookie}\r\n" if cookie else ""
    line.sendall(KNOCK.format(port=port, key=key, more=more).encode())
    heard = b""
    while b'"sid":' not in heard:  # of the engine
        heard += received(line)
    line.sendall(masked("40"))
    heard = b""
    while b'40{"sid":' not in heard:  # of the room
        heard += received(line)
    return line


def received(line: socket.socket) -> bytes:
    if not (data := line.recv(65536)):
        raise ConnectionError("the server hung up")
    return data


def masked(text: str) -> bytes:
    """A websocket text frame as a browser sends it; the mask is zero, as any other would do."""
    data = text.encode()
    size = len(data)
    head = bytes([0x81, 0x80 | size]) if size < 126 else bytes([0x81, 0xFE]) + size.to_bytes(2, "big")
    return head + bytes(4) + data
