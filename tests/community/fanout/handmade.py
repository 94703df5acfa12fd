"""A browser made by hand, which does exactly what it is told, good or bad."""

import socket

from community.fanout.frames import Kind, unmask
from tests.community.fanout.clubs import PATIENCE, Club


class Handmade:
    """A browser that does exactly what it is told, good or bad."""

    def __init__(self, club: Club, *, room: str = "hall") -> None:
        self.socket = socket.socket()
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16 << 10)
        self.socket.settimeout(PATIENCE)
        self.socket.connect(("127.0.0.1", club.port))
        self._buffer = b""
        asked = "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: here\r\nUpgrade: websocket\r\n"
        asked += "Connection: keep-alive, Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        self.socket.sendall(f"{asked}Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n\r\n".encode())
        while b"\r\n\r\n" not in self._buffer:
            self._buffer += self.socket.recv(4096)
        self.answer, _, self._buffer = self._buffer.partition(b"\r\n\r\n")
        self.say("40")
        self.say(f'421["join","{room}"]')
        while not self.hear()[1].startswith(b"431"):
            pass

    def say(self, text: str) -> None:
        self.socket.sendall(masked(text.encode()))

    def hear(self) -> tuple[int, bytes]:
        """The next frame: its kind and its body; nothing and nothing at the end."""
        while len(self._buffer) < 2 or len(self._buffer) < sum(self._head()):
            if not (data := self.socket.recv(65536)):
                return 0, b""
            self._buffer += data
        start, length = self._head()
        kind, body = self._buffer[0] & 15, self._buffer[start : start + length]
        self._buffer = self._buffer[start + length :]
        return kind, body

    def hear_kind(self, wanted: int) -> bytes:
        while (frame := self.hear()) != (0, b""):
            if frame[0] == wanted:
                return frame[1]
        raise AssertionError("the end came first")

    def _head(self) -> tuple[int, int]:
        wide = {126: 2, 127: 8}.get(self._buffer[1], 0)
        return 2 + wide, int.from_bytes(self._buffer[2 : 2 + wide], "big") if wide else self._buffer[1]


def masked(
    body: bytes, kind: int = Kind.TEXT, *, final: bool = True, mask: bytes = b"\x01\x80\xff\x37"
) -> bytes:
    """A frame as a browser sends it."""
    size = len(body)
    if size < 126:
        head = bytes((0x80 | size,))
    elif size < 1 << 16:
        head = b"\xfe" + size.to_bytes(2, "big")
    else:
        head = b"\xff" + size.to_bytes(8, "big")
    return bytes((0x80 * final | kind,)) + head + mask + unmask(body, mask)
