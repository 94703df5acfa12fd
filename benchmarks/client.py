"""A small load client: some keep-alive connections, each asking again as soon as it was answered."""

import selectors
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass
class Talk:
    """One connection and what is still missing of the answer it waits for."""

    line: socket.socket
    began: float = 0.0
    heard: bytearray = field(default_factory=bytearray)
    awaited: int | None = None


@dataclass
class Result:
    """What was answered within the time: statuses counted, latencies in seconds."""

    seconds: float
    latencies: list[float]
    statuses: dict[int, int]

    @property
    def per_second(self) -> float:
        return len(self.latencies) / self.seconds

    def percentile(self, share: float) -> float:
        return sorted(self.latencies)[int(len(self.latencies) * share)] if self.latencies else 0.0


def ask(port: int, requests: Iterator[bytes], clients: int, seconds: float) -> Result:
    """Send what `requests` yields over `clients` connections for some seconds."""
    selector = selectors.DefaultSelector()
    talks = [Talk(socket.create_connection(("127.0.0.1", port))) for _ in range(clients)]
    result = Result(seconds, [], {})
    for talk in talks:
        selector.register(talk.line, selectors.EVENT_READ, talk)
        _ask(talk, next(requests))
    ends = time.perf_counter() + seconds
    while (now := time.perf_counter()) < ends:
        for key, _ in selector.select(timeout=ends - now):
            if _answered(key.data, result):
                _ask(key.data, next(requests))
    for talk in talks:
        talk.line.close()
    return result


def _ask(talk: Talk, request: bytes) -> None:
    talk.heard.clear()
    talk.awaited = None
    talk.began = time.perf_counter()
    talk.line.sendall(request)


def _answered(talk: Talk, result: Result) -> bool:
    heard = talk.line.recv(262144)
    if not heard:
        raise ConnectionError("the server hung up")
    talk.heard += heard
    if talk.awaited is None and (head := talk.heard.find(b"\r\n\r\n")) >= 0:
        talk.awaited = head + 4 + _length(bytes(talk.heard[:head]))
    if talk.awaited is None or len(talk.heard) < talk.awaited:
        return False
    status = int(talk.heard[9:12])
    result.statuses[status] = result.statuses.get(status, 0) + 1
    result.latencies.append(time.perf_counter() - talk.began)
    return True


def _length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line[15:])
    raise ValueError("an answer without its length")
