"""What RFC 8216 and its successor ask of a playlist, as far as arithmetic can tell. No player in between."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise

SHORTEST = 0.85  # of a part target, but for the last part of a segment and what comes before a whole picture
USUAL = 0.35  # the part target of an encoder that never stumbles; raised once, it asks no more of all others


@dataclass
class Read:
    sequence: int = 0
    segments: list[tuple[str, float]] = field(default_factory=list)
    parts: list[tuple[int, str, float, bool]] = field(default_factory=list)  # segment, name, seconds, alone
    cuts: list[int] = field(default_factory=list)  # segments after a discontinuity
    ended: bool = False
    hint: str = ""


def check(text: str, shortest: float = SHORTEST) -> Read:
    """Reads a media playlist; raises AssertionError with what is wrong."""
    lines = text.splitlines()
    assert lines[0] == "#EXTM3U"
    said = dict(line[1:].partition(":")[::2] for line in lines if line.startswith("#"))
    target = int(said["EXT-X-TARGETDURATION"])
    part_target = float(said.get("EXT-X-PART-INF", "=0").partition("=")[2])
    read = Read(int(said["EXT-X-MEDIA-SEQUENCE"]), ended="EXT-X-ENDLIST" in said)
    at, moments, seconds, of_parts = read.sequence, [], 0.0, []
    has_map = begins = False
    for line in lines:
        tag, _, value = line.partition(":")
        has_map = has_map or tag == "#EXT-X-MAP"
        begins = begins or tag == "#EXT-X-MAP"
        if tag == "#EXT-X-DISCONTINUITY":
            read.cuts.append(at)
        elif tag == "#EXT-X-PROGRAM-DATE-TIME":
            moments.append(datetime.fromisoformat(value))
        elif tag == "#EXT-X-PART":
            name, length = (
                re.search(r'URI="([^"]+)"', value)[1],
                float(re.search(r"DURATION=([\d.]+)", value)[1]),
            )
            assert length <= part_target, f"{name} is longer than PART-TARGET"
            of_parts.append((at, name, length, "INDEPENDENT=YES" in value))
        elif tag == "#EXTINF":
            seconds = float(value.rstrip(","))
            assert round(seconds) <= target, f"segment {at} of {seconds} s is longer than {target}"
        elif not line.startswith("#"):
            assert has_map, "nothing is known of the film before its first segment"
            read.segments.append((line, seconds))
            if of_parts:
                assert abs(sum(part[2] for part in of_parts) - seconds) < 0.01, (
                    f"parts of {at} are not all of it"
                )
                if not begins:  # a muxer finds its pace in the first second
                    _check_parts(of_parts, shortest * min(part_target, USUAL))
            read.parts += of_parts
            at, of_parts, begins = at + 1, [], False
    read.parts += of_parts
    assert moments == sorted(moments), "time runs backwards"
    names = [name for name, _seconds in read.segments] + [part[1] for part in read.parts]
    assert len(names) == len(set(names)), "a name is used twice"
    _check_head(said, part_target, read)
    return read


def _check_parts(parts, shortest):
    for (_, name, length, _alone), (*_, next_alone) in pairwise(parts):
        assert length >= shortest or next_alone, f"{name} is shorter than PART-TARGET allows"


def _check_head(said, part_target, read):
    control = said.get("EXT-X-SERVER-CONTROL", "")
    if part_target:
        assert "CAN-BLOCK-RELOAD=YES" in control
        held = float(re.search(r"PART-HOLD-BACK=([\d.]+)", control)[1])
        assert held >= 3 * part_target, "PART-HOLD-BACK is less than three part targets"
        assert int(said["EXT-X-VERSION"]) >= 6
    if read.ended:
        assert not read.parts
        assert "EXT-X-PRELOAD-HINT" not in said
    read.hint = re.search(r'URI="([^"]+)"', said.get("EXT-X-PRELOAD-HINT", 'URI=""') + ' URI=" "')[1].strip()


def check_next(before: Read, after: Read) -> None:
    """One who reloads finds what she knew unchanged: the list only grows, and loses at its beginning."""
    gone = after.sequence - before.sequence
    assert gone >= 0
    assert after.segments[: len(before.segments) - gone] == before.segments[gone:]
    known = {part[1]: part for part in before.parts}
    for part in after.parts:
        assert known.get(part[1], part) == part
