"""The playlists of a film (RFC 8216bis): with parts for whoever wants to be close, and plain ones.

Addresses in them are relative, so that one text serves every member, each under an address of their own.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from livestream.streams.journal import SHORTEST_PART, Film, Segment, part_name

TARGET = 2  # seconds: what no segment is longer than, rounded
WINDOW = 3600  # segments of a live stream that one can go back to: an hour and more
WITH_PARTS = 3 * TARGET  # seconds at the end that are shown part by part
SKIPPED = 6 * TARGET  # seconds at the end that whoever reloads is told again; what is older she knows
HOLD_BACK = 3  # part targets that a player stays behind
SOUND = "sound-"  # before the name of a piece: its sound alone


def close(film: Film) -> str:
    """With parts. Of a film that has ended, the same as `plain`."""
    return plain(film) if film.ended else _with_parts(film, film.segments[-WINDOW:])


def delta(film: Film) -> str:
    """`close` for whoever has read it a moment ago: without what she knows, which is most of a long film."""
    if film.ended:
        return plain(film)
    shown = film.segments[-WINDOW:]
    return _with_parts(film, shown, known=len(shown) - sum(1 for _ in _newest(shown, SKIPPED)))


def _with_parts(film: Film, shown: Sequence[Segment], known: int = 0) -> str:
    target = film.longest_part
    control = f"CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK={HOLD_BACK * target + 0.001:.3f},CAN-SKIP-UNTIL={SKIPPED}"
    lines = _head(film, shown)
    lines += [f"#EXT-X-SERVER-CONTROL:{control}", f"#EXT-X-PART-INF:PART-TARGET={target:.6f}"]
    if known:
        lines.append(f"#EXT-X-SKIP:SKIPPED-SEGMENTS={known}")
    with_parts = {one.number for one in _newest(shown, WITH_PARTS) if not one.name or _is_even(one, target)}
    for it in shown[known:]:
        lines += _before(film, it, shown)
        if it.number in with_parts:
            lines += [_part(part.name, part.seconds, alone=part.stands_alone) for part in it.parts]
        if it.name:
            lines += [f"#EXTINF:{it.seconds:.6f},", it.name]
    lines += _hint(film)
    return "\n".join(lines) + "\n"


def _newest(shown: Sequence[Segment], seconds: float) -> Iterator[Segment]:
    """The segments that reach into so many seconds at the end, the newest first."""
    behind = 0.0
    for it in reversed(shown):
        if behind > seconds:
            return
        yield it
        behind += it.seconds


def _is_even(it: Segment, target: float) -> bool:
    """Players count on parts of about a length, but for the last, and what begins with a whole picture."""
    return all(part.stands_alone or part.seconds >= SHORTEST_PART * target for part in it.parts[:-1])


def plain(film: Film) -> str:
    """Finished segments alone; all of them, with an end, once it has ended."""
    return _of_segments(film)


def sound(film: Film) -> str:
    """The same without their picture; where a session has no sound, a gap."""
    return _of_segments(film, SOUND)


def _of_segments(film: Film, kind: str = "") -> str:
    shown = film.finished if film.ended else film.finished[-WINDOW:]
    lines = _head(film, shown)
    if film.ended:
        lines.append("#EXT-X-PLAYLIST-TYPE:VOD")
    for it in shown:
        is_there = not kind or film.is_heard(it.session)
        lines += [*_before(film, it, shown, kind if is_there else ""), *([] if is_there else ["#EXT-X-GAP"])]
        lines += [f"#EXTINF:{it.seconds:.6f},", kind + it.name]
    if film.ended:
        lines.append("#EXT-X-ENDLIST")
    return "\n".join(lines) + "\n"


def cut(film: Film, first: int, last: int) -> str:
    """The finished segments between two numbers, as a film of their own."""
    shown = [one for one in film.finished if first <= one.number <= last]
    lines = [*_head(film, shown), "#EXT-X-PLAYLIST-TYPE:VOD"]
    for it in shown:
        lines += [*_before(film, it, shown), f"#EXTINF:{it.seconds:.6f},", it.name]
    return "\n".join([*lines, "#EXT-X-ENDLIST"]) + "\n"


def _head(film: Film, shown: Sequence[Segment]) -> list[str]:
    first = shown[0].number if shown else 0
    sessions = sum(one.first for one in film.segments if one.number <= first)
    lines = ["#EXTM3U", "#EXT-X-VERSION:9", f"#EXT-X-TARGETDURATION:{TARGET}"]
    lines.append(f"#EXT-X-MEDIA-SEQUENCE:{first}")
    return [*lines, f"#EXT-X-DISCONTINUITY-SEQUENCE:{max(0, sessions - 1)}"]


def _before(film: Film, it: Segment, shown: Sequence[Segment], kind: str = "") -> list[str]:
    lines = []
    if it is shown[0] or it.first:
        if it is not shown[0]:
            lines.append("#EXT-X-DISCONTINUITY")
        lines.append(f'#EXT-X-MAP:URI="{kind}{film.beginnings[it.session]}"')
    at = datetime.fromtimestamp(it.at, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return [*lines, f"#EXT-X-PROGRAM-DATE-TIME:{at}"]


def _part(name: str, seconds: float, *, alone: bool) -> str:
    return f'#EXT-X-PART:DURATION={seconds:.6f},URI="{name}"' + (",INDEPENDENT=YES" if alone else "")


def hinted(film: Film) -> str:
    """The part that is being filmed, or nothing between two sessions."""
    return part_name(film.open.session, film.counted) if film.open else ""


def _hint(film: Film) -> list[str]:
    """Asked for now, it is sent as soon as it is whole."""
    return [f'#EXT-X-PRELOAD-HINT:TYPE=PART,URI="{name}"'] if (name := hinted(film)) else []
