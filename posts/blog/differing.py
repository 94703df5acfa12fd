"""What is different between two texts, as a reader can follow it: by paragraphs, then word by word."""

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

WORD = re.compile(r"\s*(?:[\u3400-\u9fff]|[^\s\u3400-\u9fff]+)\s*")
MOST_WORDS = 1_500  # of a passage that is compared word by word
MOST_PAIRS = 100_000  # of equal parts; with more, comparing takes longer than reading


class Mark(StrEnum):
    SAME = "same"
    GONE = "gone"
    NEW = "new"


class Piece(NamedTuple):
    mark: Mark
    words: str


class Passage(NamedTuple):
    """Paragraphs in a row that are as they were, or one that is not."""

    pieces: tuple[Piece, ...]

    @property
    def is_same(self) -> bool:
        return all(piece.mark is Mark.SAME for piece in self.pieces)


def differences(before: str, after: str) -> list[Passage]:
    """The whole of the second text, with what is gone where it was."""
    old, new = _paragraphs(before), _paragraphs(after)
    if _too_alike(old, new):
        return [_changed("\n\n".join(old), "\n\n".join(new))]
    found = []
    for op, i, j, k, m in SequenceMatcher(None, old, new).get_opcodes():
        if op == "equal":
            found.append(Passage(tuple(Piece(Mark.SAME, words) for words in new[k:m])))
        else:
            found.append(_changed("\n\n".join(old[i:j]), "\n\n".join(new[k:m])))
    return found


def _paragraphs(text: str) -> list[str]:
    return [part for part in re.split(r"\n\s*\n", text.strip()) if part]


def _changed(before: str, after: str) -> Passage:
    old, new = WORD.findall(before), WORD.findall(after)
    if max(len(old), len(new)) > MOST_WORDS or _too_alike(old, new):
        return _whole(before, after)
    pieces: list[Piece] = []
    for op, i, j, k, m in SequenceMatcher(None, old, new).get_opcodes():
        if op == "equal":
            pieces.append(Piece(Mark.SAME, "".join(new[k:m])))
        else:
            pieces += _whole("".join(old[i:j]), "".join(new[k:m])).pieces
    return Passage(tuple(pieces))


def _whole(before: str, after: str) -> Passage:
    pieces = (Piece(Mark.GONE, before), Piece(Mark.NEW, after))
    return Passage(tuple(piece for piece in pieces if piece.words))


def _too_alike(old: Sequence[str], new: Sequence[str]) -> bool:
    there = Counter(new)
    return sum(there[part] for part in old) > MOST_PAIRS
