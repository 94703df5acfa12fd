"""WebVTT and SubRip are read, WebVTT is written: times and plain words, and nothing else of a file."""

import re
from html import escape, unescape

from livestream.captions.models import NoCaptions, TooMuchText

MOST_CUES, LONGEST = 6000, 400  # characters of one
STAMP = r"(?:(\d{1,2}):)?([0-5]?\d):([0-5]?\d)[.,](\d{3})"
TIMES = re.compile(rf"\s*{STAMP}\s+-->\s+{STAMP}.*", re.ASCII)
MARKUP = re.compile(r"<[^>]*>")


def written_anew(file: bytes) -> str:
    """Raises NoCaptions, TooMuchText."""
    try:
        text = file.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    except UnicodeDecodeError as wrong:
        raise NoCaptions from wrong
    cues = [cue for block in re.split(r"\n{2,}", text) if (cue := _cue(block.strip("\n").split("\n")))]
    if not cues:
        raise NoCaptions
    if len(cues) > MOST_CUES:
        raise TooMuchText
    return "\n\n".join(["WEBVTT", *cues]) + "\n"


def _cue(lines: list[str]) -> str | None:
    """A block has a number or a name before its times, or none."""
    for place, line in enumerate(lines[:2]):
        if found := TIMES.fullmatch(line):
            words = [_plain(said) for said in lines[place + 1 :]]
            said = "\n".join(filter(None, words))[:LONGEST]
            begins, ends = _stamp(found.groups()[:4]), _stamp(found.groups()[4:])
            return f"{begins} --> {ends}\n{said}" if said and begins < ends else None
    return None


def _stamp(parts: tuple[str | None, ...]) -> str:
    hours, minutes, seconds = (int(part or 0) for part in parts[:3])
    return f"{hours:02}:{minutes:02}:{seconds:02}.{parts[3]}"


def _plain(line: str) -> str:
    """Without markup; an arrow in it would be taken for times."""
    return escape(unescape(MARKUP.sub("", line)).replace("-->", "→").strip(), quote=False)
