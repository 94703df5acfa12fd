"""Which watched words stand in a text, and where."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from sqlalchemy import Select, select

from community.db import rows
from community.watched.folding import composed, folded, has_no_accents
from community.watched.models import Act, WatchedWord

ANY_ENDING = "*"
_WITHOUT_SPACES = "\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff"  # Chinese, Japanese, Korean: words touch there
_LETTER = rf"[^\W{_WITHOUT_SPACES}]"
_tags = re.compile(r"(<[^>]*>)")
_all: Select[str, Act, str] = select(WatchedWord.word, WatchedWord.act, WatchedWord.instead)


@dataclass(frozen=True)
class Watched:
    word: str
    act: Act
    instead: str = ""


@dataclass(frozen=True)
class Hit:
    """From `start` up to `end` of the text in NFC."""

    it: Watched
    start: int
    end: int


def watched() -> tuple[Watched, ...]:
    """The strictest first, and of those the longest: where two begin at one letter, the first is found."""
    acts = list(Act)
    found = [Watched(*row) for row in rows(_all, {})]
    return tuple(sorted(found, key=lambda it: (acts.index(it.act), -len(it.word), it.word)))


def found_in(text: str, words: tuple[Watched, ...]) -> list[Hit]:
    """In their order."""
    text = composed(text)
    hits = [hit for bare in (False, True) for hit in _hits(text, _of(words, bare=bare), bare=bare)]
    return sorted(hits, key=lambda hit: hit.start)


def without(text: str, hits: Iterable[Hit]) -> str:
    """What is to be replaced stands there no more."""
    text = composed(text)
    for hit in reversed([hit for hit in hits if hit.it.act is Act.REPLACE]):
        text = text[: hit.start] + hit.it.instead + text[hit.end :]
    return text


def replaced(text: str, words: tuple[Watched, ...]) -> str:
    return without(text, found_in(text, words))


def replaced_in_html(html: str, words: tuple[Watched, ...]) -> str:
    """Between its tags, never inside them."""
    parts = _tags.split(html)
    return "".join(part if part.startswith("<") else replaced(part, words) for part in parts)


def words_of(html: str) -> str:
    """As a reader sees them: a word that is half bold is one word."""
    return unescape(_tags.sub("", html))


@lru_cache(maxsize=16)
def _of(words: tuple[Watched, ...], *, bare: bool) -> tuple[Sequence[Watched], re.Pattern[str] | None]:
    chosen = [it for it in words if has_no_accents(it.word) is bare]
    return chosen, re.compile("|".join(f"({_pattern(it.word)})" for it in chosen)) if chosen else None


def _hits(text: str, known: tuple[Sequence[Watched], re.Pattern[str] | None], *, bare: bool) -> list[Hit]:
    chosen, pattern = known
    if pattern is None:
        return []
    plain = folded(text, bare=bare)
    return [
        Hit(chosen[(it.lastindex or 1) - 1], plain.at[it.start()], plain.at[it.end() - 1] + 1)
        for it in pattern.finditer(plain.text)
        if it.end() > it.start()
    ]


def _pattern(word: str) -> str:
    """A whole word, where its ends are letters that words are divided by."""
    stem = folded(composed(word.rstrip(ANY_ENDING))).text.strip()
    body = r"\s+".join(re.escape(part) for part in stem.split())
    before = rf"(?<!{_LETTER})" if re.match(_LETTER, stem) else ""
    after = rf"(?!{_LETTER})" if re.match(_LETTER, stem[-1:]) else ""
    return before + body + (rf"{_LETTER}*" if word.endswith(ANY_ENDING) else after)
