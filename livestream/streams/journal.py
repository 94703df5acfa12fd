"""What is on air, line by line in a file beside the film: any process reads on, and anew after a crash.

Written by the one worker of a stream, read by any process. A line is there once its file is whole.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

NAME = "journal"
PASSING = {"clock_leaps", "size_changed"}  # troubles that are over with the next measurement
KEPT = 8  # finished segments whose parts can still be asked for: some players are slow
SHORTEST_TARGET = 0.35  # seconds that a part may last, if none was longer
SHORTEST_PART = 0.85  # of that, but for parts that begin with a whole picture, and the last of a segment
Line = dict[str, Any]


@dataclass
class PartLine:
    name: str
    seconds: float
    stands_alone: bool


@dataclass
class Segment:
    """`number` counts on through all sessions; without a `name` it is not finished."""

    number: int
    session: str
    at: float  # when it was filmed, in seconds since 1970
    first: bool = False  # of its session
    name: str = ""
    seconds: float = 0.0
    size: int = 0  # bytes
    parts: list[PartLine] = field(default_factory=list)


@dataclass
class Film:
    """All that a journal told so far."""

    segments: list[Segment] = field(default_factory=list)
    beginnings: dict[str, str] = field(default_factory=dict)  # the file each session begins with
    longest_part: float = SHORTEST_TARGET
    ended: bool = False
    trouble: str = ""
    figures: Line = field(default_factory=dict)  # of the picture and sound that come in
    sessions: dict[str, Line] = field(default_factory=dict)  # these figures of each
    counted: int = 0  # parts of the session that runs

    @property
    def finished(self) -> list[Segment]:
        return [one for one in self.segments if one.name]

    @property
    def open(self) -> Segment | None:
        return self.segments[-1] if self.segments and not self.segments[-1].name else None

    @property
    def next_number(self) -> int:
        return self.segments[-1].number + 1 if self.segments else 0

    @property
    def position(self) -> tuple[int, int]:
        """The segment and the part that come next."""
        it = self.open
        return (it.number, len(it.parts)) if it else (self.next_number, 0)

    @property
    def seconds(self) -> float:
        return sum(one.seconds for one in self.segments)

    @property
    def can_be_heard_alone(self) -> bool:
        """Whether something is spared whoever leaves the picture out."""
        return any({"picture", "sound"} <= figures.keys() for figures in self.sessions.values())

    def is_heard(self, session: str) -> bool:
        return "sound" in self.sessions.get(session, {})

    def hear(self, line: Line) -> None:
        if "begin" in line:
            self.beginnings[line["session"]] = line["begin"]
            self.figures, self.trouble, self.counted = line.get("figures", {}), "", 0
            self.sessions[line["session"]] = self.figures
        elif "part" in line:
            self._hear_part(line)
        elif "segment" in line:
            self._hear_segment(line)
        self.ended = self.ended or "end" in line
        self.trouble = line.get("trouble", self.trouble)
        if "measured" in line:
            self.figures |= line["measured"]
            self.trouble = "" if self.trouble in PASSING else self.trouble

    def _hear_part(self, line: Line) -> None:
        if not (it := self.open) or it.number != line["n"]:
            it = self._next(line)
        self.counted += 1
        it.parts.append(PartLine(line["part"], line["seconds"], line["alone"]))
        it.seconds += line["seconds"]
        self.longest_part = max(self.longest_part, line["seconds"])

    def _hear_segment(self, line: Line) -> None:
        if not (it := self.open):
            it = self._next(line)
        it.name, it.seconds, it.size = line["segment"], line["seconds"], line["bytes"]
        for old in self.segments[: -KEPT - 1][-1:]:
            old.parts.clear()

    def _next(self, line: Line) -> Segment:
        is_first = not self.segments or self.segments[-1].session != line["session"]
        it = Segment(line["n"], line["session"], line["at"], first=is_first)
        self.segments.append(it)
        return it


class Reader:
    """Reads on where it stopped; a line that is not whole yet is read the next time."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.film, self._at = folder, Film(), 0
        self._path = str(folder / NAME)

    def read_on(self) -> bool:
        """Whether anything was new."""
        before = self._at
        for line in self._new_lines():
            self.film.hear(line)
        return self._at != before

    def _new_lines(self) -> Iterator[Line]:
        try:
            if os.stat(self._path).st_size == self._at:  # noqa: PTH116  thousands of times a second
                return
            with open(self._path, "rb") as file:  # noqa: PTH123
                file.seek(self._at)
                whole = file.read().rpartition(b"\n")[0]
        except FileNotFoundError:
            return
        if whole:
            self._at += len(whole) + 1
            yield from (json.loads(line) for line in whole.split(b"\n") if is_whole(line))


def is_whole(line: bytes) -> bool:
    """One that a crash tore, and that was closed later, is nothing."""
    return line.startswith(b"{") and line.endswith(b"}")


def read(folder: Path) -> Film:
    reader = Reader(folder)
    reader.read_on()
    return reader.film


def write(folder: Path, line: Line) -> None:
    with (folder / NAME).open("ab") as file:
        file.write(json.dumps(line, separators=(",", ":")).encode() + b"\n")


def mend(folder: Path) -> Film:
    """After a crash: the torn line is closed, and the parts of the torn segment become a segment."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / NAME
    if path.exists() and (kept := path.read_bytes()) and not kept.endswith(b"\n"):
        with path.open("ab") as file:
            file.write(b"\n")
    film = read(folder)
    if it := film.open:
        line = join(folder, it)
        write(folder, line)
        film.hear(line)
    return film


def join(folder: Path, it: Segment) -> Line:
    """The parts of a segment in one file; answers the line that says so."""
    name = f"{it.session}-{it.number}.m4s"
    body = b"".join((folder / part.name).read_bytes() for part in it.parts)
    keep(folder / name, body)
    line = {"segment": name, "session": it.session, "n": it.number, "at": it.at}
    return line | {"seconds": round(it.seconds, 6), "bytes": len(body)}


def keep(path: Path, body: bytes) -> None:
    """Whole or not at all, for whoever asks meanwhile too; a full disk keeps nothing of it."""
    beside = path.with_name(f"{path.name}.new")
    try:
        beside.write_bytes(body)
        beside.rename(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def part_name(session: str, count: int) -> str:
    """Known before it is there, whichever segment it will be in; and never that of another."""
    return f"{session}-p{count}.m4s"


def beginning_name(session: str) -> str:
    return f"{session}-begin.mp4"
