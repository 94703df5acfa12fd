"""Players of a live film: one that has each part as early as can be, and a crowd that plays like browsers."""

import json
import re
import selectors
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_said_length = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
_part = re.compile(r'#EXT-X-PART:DURATION=[\d.]+,URI="([^"]+)"')
_hint = re.compile(r'PRELOAD-HINT:TYPE=PART,URI="([^"]+)"')
LARGEST = 1 << 20  # bytes that are taken from the line at once


class Eager:
    """One player that asks for each part before it is there. All it knows is what a server tells anybody."""

    def __init__(self, port: int, home: str) -> None:
        self._port, self._home = port, home

    def parts(self, until: float) -> Iterator[tuple[str, float]]:
        """Name of each part, and when its last byte came; what is broken in between is asked for again."""
        name = ""
        while time.time() < until:
            try:
                name = name or self._hinted()
                if name and self._get(name) is not None:
                    yield name, time.time()
                    name = _next(name)
                else:
                    name = ""
                    time.sleep(0.02)
            except OSError:
                name = ""
                time.sleep(0.02)

    def _hinted(self) -> str:
        found = _hint.search((self._get("close.m3u8") or b"").decode())
        return found[1] if found else ""

    def _get(self, name: str) -> bytes | None:
        with socket.create_connection(("127.0.0.1", self._port), timeout=10) as line:
            line.sendall(_asked(self._home, name, keep=False))
            heard = b"".join(iter(lambda: line.recv(LARGEST), b""))
        head, _, body = heard.partition(b"\r\n\r\n")
        return body if head[9:12] == b"200" else None


def _next(name: str) -> str:
    session, _, number = name.removesuffix(".m4s").rpartition("-p")
    return f"{session}-p{int(number) + 1}.m4s"


def _asked(home: str, name: str, *, keep: bool = True) -> bytes:
    end = "" if keep else "Connection: close\r\n"
    return f"GET {home}/{name} HTTP/1.1\r\nHost: 127.0.0.1\r\n{end}\r\n".encode()


@dataclass
class Viewer:
    """Waits for the playlist that has the next part, then fetches that part, and so on."""

    line: socket.socket
    home: str
    part: str = ""  # that is being fetched; none while it waits for a playlist
    wanted: str = "close.m3u8"  # the playlist that comes next
    head: bytearray = field(default_factory=bytearray)
    missing: int = -1  # bytes of the answer; -1: its length is not known yet
    body: bytearray = field(default_factory=bytearray)


@dataclass
class Crowd:
    """Viewers in one process; `late`: seconds from a part's last byte on disk to its last in a viewer."""

    port: int
    folder: Path
    late: list[float] = field(default_factory=list)
    errors: int = 0
    _selector: selectors.BaseSelector = field(default_factory=selectors.DefaultSelector)
    _buffer: bytearray = field(default_factory=lambda: bytearray(LARGEST))
    _texts: dict[bytes, tuple[str, str]] = field(default_factory=dict)
    _there_at: dict[str, float] = field(default_factory=dict)

    def come(self, homes: list[str]) -> None:
        for home in homes:
            line = socket.create_connection(("127.0.0.1", self.port))
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            viewer = Viewer(line, home)
            self._selector.register(line, selectors.EVENT_READ, viewer)
            self._ask(viewer, viewer.wanted)

    def watch(self, seconds: float) -> None:
        ends = time.perf_counter() + seconds
        while (left := ends - time.perf_counter()) > 0:
            for key, _ in self._selector.select(min(left, 0.1)):
                self._hear(key.data)

    def close(self) -> None:
        for key in list(self._selector.get_map().values()):
            key.data.line.close()
        self._selector.close()

    def _ask(self, viewer: Viewer, name: str) -> None:
        viewer.head.clear()
        viewer.body.clear()
        viewer.missing = -1
        viewer.line.sendall(_asked(viewer.home, name))

    def _hear(self, viewer: Viewer) -> None:
        count = viewer.line.recv_into(self._buffer)
        if not count:
            raise ConnectionError("the server hung up on a viewer")
        heard = memoryview(self._buffer)[:count]
        if viewer.missing < 0:
            heard = self._hear_head(viewer, heard)
        if viewer.missing >= 0:
            viewer.missing -= len(heard)
            if not viewer.part:
                viewer.body += heard
            if viewer.missing <= 0:
                self._answered(viewer)

    def _hear_head(self, viewer: Viewer, heard: memoryview) -> memoryview:
        """What is left for the body."""
        before = len(viewer.head)
        viewer.head += heard[:4096]
        end = viewer.head.find(b"\r\n\r\n")
        if end < 0:
            return heard[len(heard) :]
        length = _said_length.search(viewer.head, 0, end)
        assert length, "an answer without its length"
        viewer.missing = int(length[1])
        return heard[end + 4 - before :]

    def _answered(self, viewer: Viewer) -> None:
        if viewer.head[9:12] != b"200":
            self.errors += 1
            viewer.part, viewer.wanted = "", "close.m3u8"
            self._ask(viewer, viewer.wanted)
        elif viewer.part:
            self.late.append(time.time() - self._there_at[viewer.part])
            viewer.part = ""
            self._ask(viewer, viewer.wanted)
        else:
            viewer.part, viewer.wanted = self._read(bytes(viewer.body))
            self._ask(viewer, viewer.part)

    def _read(self, text: bytes) -> tuple[str, str]:
        """The newest part, and the playlist that has the one after it: read once for all viewers."""
        key = text[-400:]
        if key not in self._texts:
            lines = text.decode().splitlines()
            number = int(next(one for one in lines if "MEDIA-SEQUENCE" in one).partition(":")[2])
            names = [at for at, one in enumerate(lines) if one and not one.startswith("#")]
            open_parts = sum(bool(_part.match(one)) for one in lines[names[-1] + 1 if names else 0 :])
            newest = _part.findall(text.decode())[-1]
            self._there_at[newest] = (self.folder / newest).stat().st_mtime
            wanted = f"close.m3u8?_HLS_msn={number + len(names)}&_HLS_part={open_parts}"
            self._texts[key] = newest, wanted
        return self._texts[key]


def parts_told(folder: Path) -> dict[str, tuple[float, float]]:
    """Of each part in a journal: where in its session it begins and ends, in seconds."""
    told: dict[str, tuple[float, float]] = {}
    at: dict[str, float] = {}
    for line in (folder / "journal").read_text().splitlines():
        said = json.loads(line)
        if "part" in said:
            begins = at.get(said["session"], 0.0)
            at[said["session"]] = begins + said["seconds"]
            told[said["part"]] = begins, at[said["session"]]
    return told


def segments_told(folder: Path) -> list[str]:
    lines = map(json.loads, (folder / "journal").read_text().splitlines())
    return [said["segment"] for said in lines if "segment" in said]
