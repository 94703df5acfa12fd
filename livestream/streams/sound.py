"""The sound of a film without its picture, cut out of what is kept: nothing is decoded or kept twice.

Each run of a fragment says where samples of one track lie (ISO/IEC 14496-12, 8.8.8); those of the sound are
put behind a fragment of their own.
"""

import struct
from collections.abc import Iterator

from livestream.streams.boxes import (
    HEADER,
    SIZE,
    SOUND,
    USUAL_SIZE,
    box,
    boxes_in,
    count_in,
    inside,
    number_of,
    said_in,
    tracks_in,
    usual_in,
)


class NoSound(Exception):
    """Nothing can be heard in it."""


def beginning(body: bytes) -> bytes:
    """Of what a session begins with. Raises NoSound."""
    track = track_in(body)
    return b"".join(
        box(name, _of_track(inner, track) if name == b"moov" else inner) for name, inner in boxes_in(body)
    )


def track_in(body: bytes) -> int:
    """The id of the sound in what a session begins with. Raises NoSound."""
    if not (found := tracks_in(inside(body, b"moov")).get(SOUND)):
        raise NoSound
    return found[0]


def piece(body: bytes, track: int) -> bytes:
    """Of a segment. Raises NoSound."""
    if not (heard := b"".join(_fragments(body, track))):
        raise NoSound
    return heard


def _of_track(moov: bytes, track: int) -> bytes:
    kept = [(name, it) for name, it in boxes_in(moov) if name != b"trak" or number_of(it) == track]
    return b"".join(box(name, _extends(it, track) if name == b"mvex" else it) for name, it in kept)


def _extends(mvex: bytes, track: int) -> bytes:
    kept = [(name, it) for name, it in boxes_in(mvex) if name != b"trex" or _number(it) == track]
    return b"".join(box(name, it) for name, it in kept)


def _fragments(body: bytes, track: int) -> Iterator[bytes]:
    moof = b""
    for name, inner in boxes_in(body):
        if name == b"moof":
            moof = inner
        elif name == b"mdat":
            yield from (_fragment(moof, traf, inner) for traf in _trafs(moof, track))


def _trafs(moof: bytes, track: int) -> Iterator[bytes]:
    for name, traf in boxes_in(moof):
        if name == b"traf" and _number(inside(traf, b"tfhd")) == track:
            yield traf


def _fragment(moof: bytes, traf: bytes, mdat: bytes) -> bytes:
    """Runs say where they begin, counted from the first byte of their fragment."""
    head = box(b"mfhd", inside(moof, b"mfhd"))
    then, now = len(moof) + 2 * HEADER, len(head) + len(traf) + 3 * HEADER
    usual, kept, heard = usual_in(inside(traf, b"tfhd")).get(USUAL_SIZE, 0), [], b""
    for name, it in boxes_in(traf):
        if name == b"trun":
            size = sum(said_in(it, SIZE)) or count_in(it) * usual
            at = int.from_bytes(it[8:12], "big") - then
            kept.append(box(name, it[:8], struct.pack(">I", now + len(heard)), it[12:]))
            heard += mdat[at : at + size]
        else:
            kept.append(box(name, it))
    return box(b"moof", head, box(b"traf", *kept)) + box(b"mdat", heard)


def _number(body: bytes) -> int:
    """The id of the track that a box is about, which stands first in it."""
    return int.from_bytes(body[4:8], "big")
