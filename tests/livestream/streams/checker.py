"""What RFC 8216bis asks of a playlist, as far as arithmetic can tell. No player in between.

`check` reads one playlist, `check_next` one and what a reload of it gave. Both raise AssertionError with
what is wrong. Numbers in comments are sections of draft-pantos-hls-rfc8216bis-16.
"""

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import pairwise

SHORTEST = 0.85  # of a part target (4.4.4.9)
ROUNDED = 0.05  # seconds by which dates and lengths may differ: both are written with few digits
ONCE = {
    "EXTM3U",
    "EXT-X-VERSION",
    "EXT-X-TARGETDURATION",
    "EXT-X-MEDIA-SEQUENCE",
    "EXT-X-DISCONTINUITY-SEQUENCE",
    "EXT-X-PLAYLIST-TYPE",
    "EXT-X-SERVER-CONTROL",
    "EXT-X-PART-INF",
    "EXT-X-SKIP",
    "EXT-X-ENDLIST",
}


@dataclass(frozen=True)
class Part:
    name: str
    seconds: float
    alone: bool
    is_gap: bool = False


@dataclass
class Segment:
    """`session`: the number of discontinuities before it; without a `name` it is not finished."""

    number: int
    session: int
    beginning: str
    at: datetime | None = None
    name: str = ""
    seconds: float = 0.0
    parts: list[Part] = field(default_factory=list)
    is_cut: bool = False  # a discontinuity stands before it

    @property
    def length(self) -> float:
        return self.seconds or sum(part.seconds for part in self.parts)


@dataclass
class Read:
    sequence: int
    session: int
    target: int
    part_target: float
    ended: bool
    skipped: int = 0
    control: dict[str, str] = field(default_factory=dict)
    shown: list[Segment] = field(default_factory=list)
    hint: str = ""

    @property
    def segments(self) -> list[tuple[str, float]]:
        return [(one.name, one.seconds) for one in self.shown if one.name]

    @property
    def parts(self) -> list[tuple[int, str, float, bool]]:
        return [(it.number, one.name, one.seconds, one.alone) for it in self.shown for one in it.parts]

    @property
    def cuts(self) -> list[int]:
        return [one.number for one in self.shown if one.is_cut]

    @property
    def position(self) -> tuple[int, int]:
        """The segment and the part that come next."""
        last = self.shown[-1] if self.shown else None
        if last and not last.name:
            return last.number, len(last.parts)
        return (last.number + 1 if last else self.sequence), 0


def check(text: str) -> Read:
    """Reads a media playlist, whole or a delta update."""
    lines = text.splitlines()
    assert lines[0] == "#EXTM3U"
    said = dict(line[1:].partition(":")[::2] for line in lines if line.startswith("#"))
    _check_once(lines)
    read = Read(
        int(said["EXT-X-MEDIA-SEQUENCE"]),
        int(said.get("EXT-X-DISCONTINUITY-SEQUENCE", 0)),
        int(said["EXT-X-TARGETDURATION"]),
        float(_attributes(said.get("EXT-X-PART-INF", "")).get("PART-TARGET", 0)),
        "EXT-X-ENDLIST" in said,
        int(_attributes(said.get("EXT-X-SKIP", "")).get("SKIPPED-SEGMENTS", 0)),
        _attributes(said.get("EXT-X-SERVER-CONTROL", "")),
    )
    read.hint = _attributes(said.get("EXT-X-PRELOAD-HINT", "")).get("URI", "")
    _read_segments(lines, read)
    for it in read.shown:
        _check_segment(it, read)
    _check_dates(read)
    _check_names(read)
    _check_head(said, read)
    return read


def check_next(before: Read, after: Read) -> None:
    """Whoever reloads finds what she knew unchanged: a list grows, and loses at its beginning (6.2.1)."""
    assert not before.ended, "what has ended was changed"
    gone = after.sequence - before.sequence
    assert gone >= 0, "the media sequence went back"
    assert after.session >= before.session, "the discontinuity sequence went back"
    if gone:
        assert sum(one.length for one in after.shown) >= 3 * after.target, "too little is left (6.2.2)"
    assert after.target == before.target, "the target duration changed (6.2.1)"
    old = {one.number: one for one in before.shown if one.number >= after.sequence}
    new = {one.number: one for one in after.shown}
    for number, one in old.items():
        assert number in new or (not one.name and not one.parts), f"segment {number} is gone"
        _check_same(one, new[number])
    if after.shown and after.position != before.position and not after.ended:
        _check_kept_promise(before, after)


def completed(update: Read, known: Read) -> Read:
    """A delta update with what was known before it (6.3.7); a whole playlist as it is."""
    if not update.skipped:
        return update
    last = update.sequence + update.skipped - 1
    kept = [one for one in known.shown if update.sequence <= one.number <= last]
    assert len(kept) == update.skipped, "segments were skipped that nobody knew"
    assert all(one.name for one in kept), "a segment was skipped that was not finished"
    later = kept[-1].session - update.session
    fresh = [
        replace(one, session=one.session + later, beginning=one.beginning or kept[-1].beginning)
        for one in update.shown
    ]
    kept = [replace(one, parts=[]) for one in kept]
    return replace(update, shown=kept + fresh, skipped=0)


def _check_same(old: Segment, new: Segment) -> None:
    for what in ("session", "beginning", "at"):
        assert getattr(old, what) == getattr(new, what), f"{what} of segment {old.number} changed"
    if old.name:
        assert (old.name, old.seconds) == (new.name, new.seconds), f"segment {old.number} changed"
    if old.parts and new.parts:
        assert new.parts[: len(old.parts)] == old.parts, f"parts of segment {old.number} changed"


def _check_kept_promise(before: Read, after: Read) -> None:
    """The part that was hinted at is the next one, unless another session began (4.4.5.3)."""
    if before.hint:
        known = {part[1] for part in before.parts}
        fresh = [part for one in after.shown for part in one.parts if part.name not in known]
        was_cut = any(one.is_cut and one.number >= before.position[0] for one in after.shown)
        assert not fresh or was_cut or fresh[0].name == before.hint, "another part came than was promised"


def _check_once(lines: list[str]) -> None:
    counted = Counter(line[1:].partition(":")[0] for line in lines if line.startswith("#"))
    twice = [tag for tag in ONCE if counted[tag] > 1]
    assert not twice, f"{twice} said more than once"
    of_segments = [n for n, line in enumerate(lines) if line.startswith(("#EXTINF", "#EXT-X-PART:"))]
    for tag in ("#EXT-X-MEDIA-SEQUENCE", "#EXT-X-DISCONTINUITY-SEQUENCE", "#EXT-X-TARGETDURATION"):
        late = (
            [n for n, line in enumerate(lines) if line.startswith(tag) and n > of_segments[0]]
            if of_segments
            else []
        )
        assert not late, f"{tag} comes after a segment"


def _attributes(value: str) -> dict[str, str]:
    return {name: text.strip('"') for name, text in re.findall(r'([A-Z0-9-]+)=("[^"]*"|[^,]*)', value)}


def _read_segments(lines: list[str], read: Read) -> None:
    number, session, beginning = read.sequence + read.skipped, read.session, ""
    it = Segment(number, session, beginning)
    for line in lines:
        tag, _, value = line.partition(":")
        if tag == "#EXT-X-DISCONTINUITY":
            it.session += 1
            it.is_cut = True
        elif tag == "#EXT-X-MAP":
            it.beginning = _attributes(value)["URI"]
        elif tag == "#EXT-X-PROGRAM-DATE-TIME":
            it.at = datetime.fromisoformat(value)
        elif tag == "#EXT-X-PART":
            facts = _attributes(value)
            alone, is_gap = facts.get("INDEPENDENT") == "YES", facts.get("GAP") == "YES"
            it.parts.append(Part(facts["URI"], float(facts["DURATION"]), alone, is_gap))
        elif tag == "#EXTINF":
            it.seconds = float(value.rstrip(","))
        elif line and not line.startswith("#"):
            it.name = line
            read.shown.append(it)
            it = Segment(it.number + 1, it.session, it.beginning)
    if it.parts or it.is_cut:
        read.shown.append(it)


def _check_segment(it: Segment, read: Read) -> None:
    assert it.beginning or read.skipped, f"nothing is known of the film before segment {it.number}"
    assert round(it.length) <= read.target, (
        f"segment {it.number} of {it.length} s is longer than {read.target}"
    )
    for one in it.parts:
        assert one.seconds <= read.part_target, f"{one.name} is longer than PART-TARGET"
    for one, following in pairwise(it.parts):  # the last of a segment may be shorter
        excused = one.alone or one.is_gap or following.is_gap
        least = SHORTEST * read.part_target
        assert excused or one.seconds >= least - 1e-6, (
            f"{one.name} of {one.seconds} s is shorter than {least}"
        )
    if it.name and it.parts:
        whole = sum(one.seconds for one in it.parts)
        assert abs(whole - it.seconds) < 0.01, f"the parts of {it.number} are not all of it"


def _check_dates(read: Read) -> None:
    """Each segment begins when the one before it ends; between sessions time may pass."""
    for one, following in pairwise(read.shown):
        if not one.at or not following.at:
            continue
        ends = one.at + timedelta(seconds=one.length)
        off = (following.at - ends).total_seconds()
        assert off >= -ROUNDED, f"segment {following.number} begins {-off} s before the one before it ends"
        assert following.is_cut or off <= ROUNDED, f"{off} s are missing before segment {following.number}"


def _check_names(read: Read) -> None:
    names = [name for name, _seconds in read.segments] + [part[1] for part in read.parts]
    assert len(names) == len(set(names)), "a name is used twice"
    assert read.hint not in names, "what is there is hinted at"
    for one, following in pairwise(read.shown):
        assert following.is_cut == (following.beginning != one.beginning), "a film begins without a word"


def _check_head(said: dict[str, str], read: Read) -> None:
    control, version = read.control, int(said["EXT-X-VERSION"])
    assert version >= (9 if read.skipped else 6)  # 4.4.1.2, 8
    if "CAN-SKIP-UNTIL" in control:
        assert float(control["CAN-SKIP-UNTIL"]) >= 6 * read.target, "4.4.3.8"
    if "HOLD-BACK" in control:
        assert float(control["HOLD-BACK"]) >= 3 * read.target, "4.4.3.8"
    if read.parts and not read.ended:
        assert read.part_target, "parts without EXT-X-PART-INF (4.4.3.7)"
        assert control["CAN-BLOCK-RELOAD"] == "YES"
        held = float(control["PART-HOLD-BACK"])
        assert held >= 3 * read.part_target, "PART-HOLD-BACK is less than three part targets (4.4.3.8)"
        _check_that_only_the_newest_have_parts(read)
    if read.ended:
        assert not read.parts, "parts of what has ended (4.4.4.9)"
        assert not read.hint, "a hint at what never comes (4.4.5.3)"
        assert said.get("EXT-X-PLAYLIST-TYPE") == "VOD"
    else:
        assert "EXT-X-PLAYLIST-TYPE" not in said, "a list that loses its beginning is of no type (4.4.3.5)"


def _check_that_only_the_newest_have_parts(read: Read) -> None:
    """What lies further back than three target durations needs none (4.4.4.9); what is newer has them."""
    back = 0.0
    for it in reversed(read.shown):
        if it.parts:
            assert back <= 3 * read.target, f"segment {it.number} still has parts"
        back += it.length
