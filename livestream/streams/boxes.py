"""What a muxer writes, cut into the beginning of a film and its parts (ISO/IEC 14496-12)."""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass

HEADER = 8  # bytes before what a box holds: its length and its name
NOT_SYNC = 0x10000  # the flag of a sample that needs others before it
PICTURE, SOUND = b"vide", b"soun"
LENGTH, SIZE, FLAGS = 0x100, 0x200, 0x400  # what a run may say of each sample
USUAL_LENGTH, USUAL_SIZE, USUAL_FLAGS = 0x8, 0x10, 0x20  # what holds where it does not
Box = tuple[bytes, bytes]


@dataclass(frozen=True)
class Part:
    """`start` and `seconds` of the track that leads: the picture, or the sound where there is none."""

    body: bytes
    start: float
    seconds: float
    stands_alone: bool  # it begins with a whole picture


class Cutter:
    """A file to a muxer: hands on the beginning once, then every part as soon as it is whole."""

    def __init__(self, begin: Callable[[bytes], None], add: Callable[[Part], None]) -> None:
        self._begin, self._add = begin, add
        self._waiting = bytearray()
        self._head = b""
        self._moof = b""
        self._leads, self._scale = 0, 0

    def write(self, data: bytes) -> int:
        self._waiting += data
        while len(self._waiting) >= HEADER:
            size = int.from_bytes(self._waiting[:4], "big")
            if len(self._waiting) < size:
                break
            self._take(bytes(self._waiting[:size]))
            del self._waiting[:size]
        return len(data)

    def _take(self, box: bytes) -> None:
        name = box[4:8]
        if name == b"moov":
            self._leads, self._scale = leading_track(box)
            self._begin(self._head + box)
        elif name == b"ftyp":
            self._head = box
        elif name == b"moof":
            self._moof = box
        elif name == b"mdat" and self._moof:
            if timed := times_in(self._moof, self._leads):
                start, length, stands_alone = timed
                body = self._moof + box
                self._add(Part(body, start / self._scale, length / self._scale, stands_alone))
            self._moof = b""


def boxes_in(data: bytes) -> Iterator[Box]:
    at = 0
    while at + HEADER <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        if size < HEADER:
            return
        yield data[at + 4 : at + 8], data[at + HEADER : at + size]
        at += size


def box(name: bytes, *bodies: bytes) -> bytes:
    """The bytes of one that holds these."""
    return struct.pack(">I4s", HEADER + sum(map(len, bodies)), name) + b"".join(bodies)


def inside(data: bytes, *path: bytes) -> bytes:
    """What the first box at a path holds; nothing where there is none."""
    for name in path:
        data = next((body for called, body in boxes_in(data) if called == name), b"")
    return data


def leading_track(moov: bytes) -> tuple[int, int]:
    """The id of the track that leads, and how many of its units are a second."""
    found = tracks_in(moov[HEADER:])
    return found.get(PICTURE) or found[SOUND]


def tracks_in(moov: bytes) -> dict[bytes, tuple[int, int]]:
    """The first of each kind: its id, and how many of its units are a second."""
    found: dict[bytes, tuple[int, int]] = {}
    for name, trak in boxes_in(moov):
        if name == b"trak":
            kind = inside(trak, b"mdia", b"hdlr")[8:12]
            found.setdefault(kind, (number_of(trak), _scale_of(trak)))
    return found


def number_of(trak: bytes) -> int:
    tkhd = inside(trak, b"tkhd")
    return int(struct.unpack_from(">I", tkhd, 20 if tkhd[0] else 12)[0])


def _scale_of(trak: bytes) -> int:
    mdhd = inside(trak, b"mdia", b"mdhd")
    return int(struct.unpack_from(">I", mdhd, 20 if mdhd[0] else 12)[0])


def times_in(moof: bytes, track: int) -> tuple[int, int, bool] | None:
    """Of one track in a fragment: where it starts, how long it lasts, and whether it stands alone."""
    for name, traf in boxes_in(moof[HEADER:]):
        tfhd = inside(traf, b"tfhd")
        if name == b"traf" and int.from_bytes(tfhd[4:8], "big") == track:
            tfdt = inside(traf, b"tfdt")
            start = int.from_bytes(tfdt[4:12] if tfdt[0] else tfdt[4:8], "big")
            usual = usual_in(tfhd)
            runs = [_run(trun, usual) for is_, trun in boxes_in(traf) if is_ == b"trun"]
            return start, sum(length for length, _alone in runs), runs[0][1]
    return None


def usual_in(tfhd: bytes) -> dict[int, int]:
    """What holds of samples where a run does not say."""
    flags, at, usual = int.from_bytes(tfhd[1:4], "big"), 8, {}
    for bit, size in ((0x1, 8), (0x2, 4), (USUAL_LENGTH, 4), (USUAL_SIZE, 4), (USUAL_FLAGS, 4)):
        if flags & bit:
            usual[bit] = int.from_bytes(tfhd[at : at + 4], "big")
            at += size
    return usual


def said_in(trun: bytes, what: int) -> list[int]:
    """Of each sample in a run; nothing where it does not say."""
    flags, count = int.from_bytes(trun[1:4], "big"), int.from_bytes(trun[4:8], "big")
    if not flags & what:
        return []
    at = 8 + 4 * sum(bool(flags & bit) for bit in (0x1, 0x4))
    at += 4 * sum(bool(flags & bit) for bit in (LENGTH, SIZE, FLAGS) if bit < what)
    step = 4 * sum(bool(flags & bit) for bit in (LENGTH, SIZE, FLAGS, 0x800))
    return [int.from_bytes(trun[n : n + 4], "big") for n in range(at, at + step * count, step)]


def count_in(trun: bytes) -> int:
    return int.from_bytes(trun[4:8], "big")


def _run(trun: bytes, usual: dict[int, int]) -> tuple[int, bool]:
    """How long a run of samples lasts, and whether the first stands alone."""
    total = sum(said_in(trun, LENGTH)) or count_in(trun) * usual.get(USUAL_LENGTH, 0)
    flags, at = int.from_bytes(trun[1:4], "big"), 8 + 4 * (trun[3] & 0x1)
    of_first = int.from_bytes(trun[at : at + 4], "big") if flags & 0x4 else usual.get(USUAL_FLAGS, 0)
    of_first = next(iter(said_in(trun, FLAGS)), of_first)
    return total, not of_first & NOT_SYNC
