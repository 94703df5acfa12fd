"""A live film from an encoder to many who watch: how late, how dear, and how soon again after a fall.

The same push goes to Debian's nginx-rtmp beside it. Times are of one machine's clock; what an encoder
sends is a film made once, 720p30 of 2.5 Mbit/s with a whole picture every two seconds.
"""

import math
import os
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen

import psutil

from benchmarks import encoder, peer
from benchmarks.glass import ages
from benchmarks.lifts import lifts
from benchmarks.players import Crowd, Eager, parts_told, segments_told
from benchmarks.studio import CLUB, Studio, prepare

__all__ = ["measure", "prepare"]
SECONDS = 30.0  # of a push that is measured
CROWDS = (200, 400, 600)
WATCHED = 20.0  # seconds a crowd watches
OUT = 2.0  # seconds an encoder is away
FILM = CLUB.data / "film.flv"
LOG = CLUB.data / "sent.log"
LACK = "What browsers see was not measured: Chromium is missing (apt-get install chromium)."


@dataclass(frozen=True)
class Pushed:
    """Seconds from a picture's going to its being there; shares of a core; megabytes."""

    late: list[float]
    film: float
    taking_in: float
    memory: float

    def percentile(self, share: float) -> float:
        return sorted(self.late)[int(len(self.late) * share)]


def measure() -> list[str]:
    encoder.make(FILM)
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    with opened() as studio:
        return [*_cost(studio), "", *_crowds(studio), "", *_falls(studio), "", *_glass(studio)]


def measure_lifts() -> list[str]:
    """Of all that, only how soon viewers see what lies on the table."""
    if not (browser := found_browser()):
        return [LACK]
    with opened() as studio:
        return _lifts(studio, browser)


@contextmanager
def opened() -> Iterator[Studio]:
    studio = Studio()
    try:
        studio.open()
        yield studio
    finally:
        studio.kill()


def _cost(studio: Studio) -> list[str]:
    house, nginx = pushed(studio), pushed_to_nginx() if peer.is_here() else None
    rows = (
        ("last picture sent → to be had, p50 ms", house.percentile(0.5) * 1000, "", "late", 0.5),
        ("the same, p95 ms", house.percentile(0.95) * 1000, "200", "late", 0.95),
        ("share of a core: film", house.film, "0.05", "film", 0),
        ("share of a core: taking it in", house.taking_in, "", "", 0),
        ("memory of the film, MB", house.memory, "60", "memory", 0),
    )
    lines = ["| one push, 720p | house | aim | nginx-rtmp | times nginx |", "| --- " * 5 + "|"]
    for name, value, aim, attribute, share in rows:
        other: float | None = None
        if nginx and attribute:
            other = nginx.percentile(share) * 1000 if attribute == "late" else getattr(nginx, attribute)
        cells = (name, _shown(value), aim or "–", _shown(other), f"{value / other:.2f}" if other else "–")
        lines.append(f"| {' | '.join(cells)} |")
    return lines if nginx else [*lines, "", peer.LACK]


def _shown(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.0f}" if value >= 10 else f"{value:.3f}"


@contextmanager
def push(address: str) -> Iterator[Popen[bytes]]:
    process = encoder.begin(FILM, address, LOG)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def pushed(studio: Studio) -> Pushed:
    stream_id, address = studio.announce()
    folder, (home,) = studio.folder(stream_id), studio.homes(stream_id, 1)
    with push(address):
        _until_filmed(folder)
        spent = Spent([studio.live, *studio.workers()])
        came = list(Eager(CLUB.port, home).parts(time.time() + SECONDS))
        (taking_in, *films), megabytes = spent.shares(), studio.workers()[0].memory_info().rss / 1e6
        told, sent = parts_told(folder), encoder.sent(LOG)
    late = [at - sent[_last_picture(told[name][1])] for name, at in came[3:] if name in told]
    return Pushed(late, sum(films), taking_in, megabytes)


def pushed_to_nginx() -> Pushed:
    with peer.opened() as (worker, folder), push(f"rtmp://127.0.0.1:{peer.PORT}/live/film"):
        spent = Spent([worker])
        came = list(peer.segments(folder, "film", time.time() + SECONDS))
        (share,), megabytes = spent.shares(), worker.memory_info().rss / 1e6
        sent = encoder.sent(LOG)
    return Pushed([at - sent[_last_picture(ends)] for ends, at in came], share, 0.0, megabytes)


def _last_picture(ends: float) -> int:
    return round(ends * encoder.RATE) - 1


class Spent:
    """Shares of a core that processes take from now on."""

    def __init__(self, processes: Sequence[psutil.Process]) -> None:
        self._processes, self._began = processes, time.perf_counter()
        self._before = [_worked(one) for one in processes]

    def shares(self) -> list[float]:
        seconds = time.perf_counter() - self._began
        return [
            (_worked(one) - before) / seconds
            for one, before in zip(self._processes, self._before, strict=True)
        ]


def _worked(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def _until_filmed(folder: Path, than: int = 0) -> None:
    """More than so many segments are finished."""
    ends = time.monotonic() + 30
    while time.monotonic() < ends:
        if (folder / "journal").exists() and len(segments_told(folder)) > than:
            return
        time.sleep(0.05)
    raise TimeoutError("nothing was filmed within 30 seconds")


def _crowds(studio: Studio) -> list[str]:
    stream_id, address = studio.announce()
    folder = studio.folder(stream_id)
    head: tuple[str, ...] = (
        "viewers, part by part",
        "part to be had → had, p50 ms",
        "p95 ms",
        "aim",
        "share of the server's core",
    )
    head += ("viewers a core", "aim", "share of the viewers' core", "parts missed", "refused")
    lines = [f"| {' | '.join(head)} |", "| --- " * len(head) + "|"]
    with push(address):
        _until_filmed(folder)
        return [*lines, *(_crowd(studio, folder, studio.homes(stream_id, many)) for many in CROWDS)]


def _crowd(studio: Studio, folder: Path, homes: list[str]) -> str:
    crowd = Crowd(CLUB.port, folder)
    crowd.come(homes)
    crowd.watch(3)
    crowd.late.clear()
    before, spent = len(parts_told(folder)), Spent([studio.web, psutil.Process()])
    crowd.watch(WATCHED)
    server, mine = spent.shares()
    filmed = len(parts_told(folder)) - before
    crowd.close()
    late = sorted(crowd.late)
    cells = (
        f"{len(homes)}",
        f"{late[len(late) // 2] * 1000:.0f}",
        f"{late[int(len(late) * 0.95)] * 1000:.0f}",
        "350",
        f"{server:.2f}",
        f"{len(homes) / server:,.0f}",
        "600",
        f"{mine:.2f}",
        f"{max(0.0, 1 - len(late) / (filmed * len(homes))):.1%}",
        f"{crowd.errors}",
    )
    return f"| {' | '.join(cells)} |"


def _falls(studio: Studio) -> list[str]:
    lines = ["| what falls | | aim |", "| --- | --- | --- |"]
    stream_id, address = studio.announce()
    folder, (home,) = studio.folder(stream_id), studio.homes(stream_id, 1)
    with push(address):
        _until_filmed(folder, than=2)
    time.sleep(OUT)
    began = time.time()
    with push(address):
        lines.append(f"| encoder back → its film to be had, s | {_first_new(home, folder) - began:.1f} | 4 |")
        _until_filmed(folder, than=len(segments_told(folder)) + 1)
        before, began = segments_told(folder), time.time()
        studio.kill()
        studio.open()
        opened = time.time() - began
    with push(address):
        lines.append(
            f"| server killed → a film to be had again, s | {_first_new(home, folder) - began:.1f} | 10 |"
        )
    lines.append(f"| of these until both processes were open again, s | {opened:.1f} | – |")
    lost = set(before) - set(segments_told(folder))
    lines.append(f"| finished segments that are lost | {len(lost)} of {len(before)} | 0 |")
    return [*lines, _wrong_key(studio)]


def _first_new(home: str, folder: Path) -> float:
    """When the first part came of a session that nobody knew."""
    known = {name.partition("-")[0] for name in parts_told(folder)}
    for name, at in Eager(CLUB.port, home).parts(time.time() + 30):
        if name.partition("-")[0] not in known:
            return at
    raise TimeoutError("nothing new came within 30 seconds")


def _wrong_key(studio: Studio) -> str:
    stream_id, address = studio.announce()
    began = time.time()
    with push(address[:-4] + "nope") as process:
        process.wait(timeout=60)
        seconds = time.time() - began
    assert process.returncode, "a wrong key was let in"
    assert not studio.folder(stream_id).exists(), "something of a wrong key's film was kept"
    return f"| wrong key: encoder begins → is refused, s; nothing is read or kept | {seconds:.1f} | – |"


def found_browser() -> str | None:
    return os.environ.get("BROWSER") or shutil.which("chromium")


def _glass(studio: Studio) -> list[str]:
    if not (browser := found_browser()):
        return [LACK]
    seen = sorted(ages(studio, browser))
    late, latest = seen[len(seen) // 2], seen[int(len(seen) * 0.95)]
    lines = ["| browser to browser, 720p | p50 s | aim | p95 s | aim | pictures read |", "| --- " * 6 + "|"]
    lines += [f"| glass to glass | {late:.2f} | 2.0 | {latest:.2f} | 2.5 | {len(seen)} |", ""]
    return [*lines, *_lifts(studio, browser)]


def _lifts(studio: Studio, browser: str) -> list[str]:
    took = sorted(lifts(studio, browser))
    half, most = took[len(took) // 2], took[math.ceil(len(took) * 0.95) - 1]
    lines = ["| a piece laid on the table → on a viewer's page | p50 s | p95 s | aim | slowest | lifts |"]
    figures = f"{half:.2f} | {most:.2f} | 1.0 | {took[-1]:.2f} | {len(took)}"
    return [*lines, "| --- " * 6 + "|", f"| between two browsers, filming and watching | {figures} |"]
