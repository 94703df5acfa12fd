"""Where in a text the words were found: the passage around them, the words marked, everything escaped."""

import re
import unicodedata
from collections import defaultdict
from functools import cache, lru_cache

from markupsafe import Markup, escape

from community.search.words import folded, is_unspaced, singular

AROUND = 200  # characters of a passage
BEFORE = 70  # of them before the first word found


@lru_cache(maxsize=512)
def marks(pieces: tuple[str, ...], *, typing: bool = False) -> re.Pattern[str] | None:
    """Finds any of these pieces in a text as it was written, with accents or without, one or many."""
    ways = [
        way
        for at, piece in enumerate(pieces)
        for way in _ways(piece, open_end=typing and at == len(pieces) - 1)
    ]
    return re.compile("|".join(ways), re.IGNORECASE) if ways else None


def passage(text: str, pattern: re.Pattern[str] | None, length: int = AROUND) -> Markup:
    """The beginning of a text where nothing is found in it."""
    first = pattern.search(text) if pattern else None
    begins = max(0, first.start() - BEFORE) if first else 0
    if begins and (space := text.find(" ", begins, first.start() if first else begins)) >= 0:
        begins = space + 1
    ends = begins + length
    if ends < len(text) and (space := text.rfind(" ", ends - length // 4, ends)) > 0:
        ends = space
    before, after = "…" if begins else "", "…" if ends < len(text) else ""
    return before + marked(text[begins:ends].strip(), pattern) + after


def marked(text: str, pattern: re.Pattern[str] | None) -> Markup:
    """Marks are two characters that no text has, until all else is escaped."""
    if pattern:
        text = pattern.sub("\x02\\g<0>\x03", text.replace("\x02", "").replace("\x03", "")).replace(
            "\x03\x02", ""
        )
    html = str(escape(text)).replace("\x02", "<mark>").replace("\x03", "</mark>")
    return Markup(html)  # noqa: S704  escaped one line above


def _ways(piece: str, *, open_end: bool) -> list[str]:
    if is_unspaced(piece):
        pairs = [re.escape(piece[at : at + 2]) for at in range(len(piece) - 1)]
        return [re.escape(piece), *pairs[: len(pairs) if len(piece) > 2 else 0]]  # noqa: PLR2004
    plain = singular(folded(piece))
    stem, ending = (plain[:-1], "(?:y|ies)") if plain.endswith("y") else (plain, "(?:e?s)?")
    letters = "".join(_letters().get(letter, re.escape(letter)) for letter in stem)
    after = r"\w*" if open_end else rf"{ending}(?![^\W\d_])"
    return [rf"(?<![^\W\d_]){letters}{after}"] if piece.isalpha() else [rf"(?<!\d){letters}(?!\d)"]


@cache
def _letters() -> dict[str, str]:
    """For each plain letter, the class of it with every accent."""
    accented: dict[str, str] = defaultdict(str)
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        letter = unicodedata.normalize("NFC", chr(code)).lower()
        plain = folded(letter)
        if len(plain) == 1 and plain != letter and plain.isascii():
            accented[plain] += letter
    return {plain: f"[{plain}{''.join(sorted(set(letters)))}]" for plain, letters in accented.items()}
