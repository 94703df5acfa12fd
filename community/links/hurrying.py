"""A connection that is over at a fixed moment, however slowly the other side drips."""

import io
import socket
import ssl
import time
from functools import cache
from typing import Any

from community.links.addresses import Place
from community.links.guarding import open_addresses
from community.links.refusals import NoAnswer

AT_ONCE = 5.0  # seconds for one address to take the call


class Hurried:
    """What `http.client` wants of a socket. `ends` is a moment of `time.monotonic`."""

    def __init__(self, line: socket.socket, ends: float) -> None:
        self.line, self.ends = line, ends

    def makefile(self, *_manner: object) -> io.BufferedReader:
        return io.BufferedReader(_Drops(self))

    def sendall(self, data: bytes) -> None:
        self.line.settimeout(left(self.ends))
        self.line.sendall(data)

    def close(self) -> None:
        """Said by `http.client` before it has read the answer, so it is not meant."""

    def hang_up(self) -> None:
        self.line.close()


class _Drops(io.RawIOBase):
    def __init__(self, hurried: Hurried) -> None:
        self.hurried = hurried

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401  whatever holds bytes
        self.hurried.line.settimeout(left(self.hurried.ends))
        return self.hurried.line.recv_into(buffer)


def call(place: Place, ends: float, *, within: bool = False) -> Hurried:
    """The line to the first open address that takes the call; with `within` to any."""
    trouble: OSError | None = None
    for ip in open_addresses(place, left(ends), within=within):
        try:
            line = socket.create_connection((ip, place.port), min(AT_ONCE, left(ends)))
            line.settimeout(left(ends))
            if place.scheme == "https":
                line = _secrets().wrap_socket(line, server_hostname=place.host)
            return Hurried(line, ends)
        except OSError as error:  # ssl.SSLError is one
            trouble = error
    raise NoAnswer from trouble


def left(ends: float) -> float:
    seconds = ends - time.monotonic()
    if seconds <= 0:
        raise NoAnswer
    return seconds


@cache
def _secrets() -> ssl.SSLContext:
    return ssl.create_default_context()
