"""A word that was muted, found in a text: whole where words have ends, anywhere where they have none."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

LETTER = "0-9A-Za-z\u00c0-\u024f\u1e00-\u1eff"  # of scripts that part words by spaces


def comparable(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


@lru_cache(maxsize=512)
def finder(words: Sequence[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(_whole(word) for word in words)) if words else None


def _whole(word: str) -> str:
    before = rf"(?<![{LETTER}])" if re.match(f"[{LETTER}]", word) else ""
    after = rf"(?![{LETTER}])" if re.match(f"[{LETTER}]", word[-1]) else ""
    return f"{before}{re.escape(word)}{after}"
