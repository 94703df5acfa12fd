"""Parts become files, and parts become segments: the half of a worker that writes."""

import errno
from pathlib import Path

from livestream.streams.boxes import Part
from livestream.streams.journal import (
    KEPT,
    SHORTEST_PART,
    SHORTEST_TARGET,
    Film,
    Line,
    Segment,
    beginning_name,
    join,
    keep,
    mend,
    part_name,
    write,
)

TARGET = 1.0  # seconds after which a segment ends with the next whole picture
LONGEST = 2.4  # seconds after which it ends with any: EXT-X-TARGETDURATION is 2
PART = 0.3  # seconds
NO_ROOM = {errno.ENOSPC, errno.EDQUOT}


class Recording:
    """One session of a stream: from when its bytes came until they stopped."""

    def __init__(self, folder: Path, session: str, now: float) -> None:
        self._folder, self._session = folder, session
        self._film: Film = mend(folder)
        last = self._film.segments[-1] if self._film.segments else None
        self._began = max(now, last.at + last.seconds if last else 0.0)
        self._first: float | None = None  # where the session's own time begins
        self.figures: Line = {}
        self.has_no_room = False

    @property
    def is_empty(self) -> bool:
        """Nothing of this session can be seen or heard."""
        return self._first is None

    def begin(self, body: bytes) -> None:
        name = beginning_name(self._session)
        self._keep(name, body)
        before = self._film.figures
        self._tell({"begin": name, "session": self._session, "figures": self.figures})
        if trouble := _trouble_with(self.figures, before):
            self.say(trouble)

    def add(self, part: Part) -> None:
        if (it := self._film.open) and self._is_full(it, part):
            self.close_segment()
        number, _k = self._film.position
        name = part_name(self._session, self._film.counted)
        self._keep(name, part.body)
        if self._first is None:
            self._first = part.start
        line = {"part": name, "session": self._session, "n": number, "alone": part.stands_alone}
        at = round(self._began + part.start - self._first, 3)
        self._tell(line | {"at": at, "seconds": round(part.seconds, 6)})

    def close_segment(self) -> None:
        if not (it := self._film.open):
            return
        line = join(self._folder, it)
        for old in self._film.segments[: -KEPT - 1][-1:]:
            for part in old.parts:
                (self._folder / part.name).unlink(missing_ok=True)
        self._tell(line)

    def say(self, trouble: str) -> None:
        if self._film.trouble != trouble:
            self._tell({"trouble": trouble})

    def measure(self, **figures: float) -> None:
        self._tell({"measured": figures})

    def _keep(self, name: str, body: bytes) -> None:
        try:
            keep(self._folder / name, body)
        except OSError as trouble:
            self.has_no_room = trouble.errno in NO_ROOM
            raise

    def _is_full(self, it: Segment, part: Part) -> bool:
        """Only the last part of a segment may be cut short by a whole picture."""
        last = it.parts[-1]
        cut_short = not last.stands_alone and last.seconds < SHORTEST_PART * SHORTEST_TARGET
        if part.stands_alone and (cut_short or it.seconds >= 0.9 * TARGET):
            return True
        return it.seconds + part.seconds > LONGEST

    def _tell(self, line: dict[str, object]) -> None:
        write(self._folder, line)
        self._film.hear(line)


def _trouble_with(now: Line, before: Line) -> str:
    if "picture" not in now:
        return "no_picture"
    if "sound" not in now:
        return "no_sound"
    has_changed = any(now[side] != before.get(side, now[side]) for side in ("width", "height"))
    return "size_changed" if has_changed else ""
