"""The index as it lies in the data folder: read by all, written by one, opened anew when it changed.

The folder is named for the form of what is in it: with another form there is no index, and the worker
builds one (`changes.py`).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from zlib import crc32

from flask import current_app
from whoosh import index
from whoosh.filedb.filestore import FileStorage

from community.search.kinds import kinds
from community.search.postings import FACTS, FORM, Run, RunCodec

WORTH_CLEARING = 5000
FOR = "=for:"  # so begins the fact of what is not for everybody
FOR_FOLLOWERS = f"{FOR}followers"
FOR_FOLLOWED = f"{FOR}followed"
TRIES = 3  # a writer may clear away what one is just opening
_opened: dict[Path, tuple[int, "Shelf"]] = {}


class NoIndex(LookupError):
    """There is none that can be read: it was never built, or by another version."""


class Leaf:
    """One segment, its facts in memory."""

    def __init__(self, storage: object, segment: Any) -> None:  # noqa: ANN401
        self.segment = segment
        self.terms = RunCodec().terms_reader(segment.open_compound_file(storage), segment)
        self.refs, self.roots, self.kinds, self.days, self.authors = (self.terms.run(name) for name in FACTS)
        self.gone: Collection[int] = frozenset(segment.deleted_docs())
        self.closed = {word: self._having(word) for word in self.words_from(FOR)}

    def without(self, gone: Iterable[int]) -> "Leaf":
        """The same, when more of it is gone; whoever is just reading keeps what she has."""
        leaf = copy(self)
        leaf.gone = frozenset(gone)
        return leaf

    def run(self, word: str) -> Run:
        return self.terms.run(word)

    def _having(self, word: str) -> frozenset[int]:
        return frozenset(one >> 8 for one in self.terms.run(word))

    def runs(self) -> Iterator[tuple[str, Run]]:
        return ((word, self.terms.run(word)) for word in self.terms.words_from(""))

    def words_from(self, beginning: str) -> Iterator[str]:
        return self.terms.words_from(beginning)

    def frequency(self, word: str) -> int:
        return self.terms.often(word)


@dataclass
class Shelf:
    """The index at one moment."""

    leaves: list[Leaf]
    answers: dict[object, Any] = field(default_factory=dict)  # to questions asked of it; gone with it

    @property
    def documents(self) -> int:
        return sum(len(leaf.refs) - len(leaf.gone) for leaf in self.leaves)

    @cached_property
    def closed_by(self) -> dict[str, frozenset[int]]:
        """By each fact that says for whom something is: the ids of those who made it."""
        words = {word for leaf in self.leaves for word in leaf.closed}
        return {word: frozenset(self._makers(word)) for word in words}

    def _makers(self, word: str) -> Iterator[int]:
        for leaf in self.leaves:
            yield from (leaf.authors[document] for document in leaf.closed.get(word, ()))

    @property
    def is_worn(self) -> bool:
        """More of it is gone than there."""
        return sum(len(leaf.gone) for leaf in self.leaves) > max(self.documents, WORTH_CLEARING)


def folder() -> Path:
    forms = crc32(" ".join(sorted(kinds)).encode())
    return Path(current_app.config["ZONE_DATA"]) / "index" / f"{FORM}-{forms:08x}"


def shelf() -> Shelf:
    """Raises NoIndex. Asks the disk only for the time of the last change."""
    place = folder()
    try:
        changed_at = place.stat().st_mtime_ns
    except OSError as missing:
        raise NoIndex from missing
    known = _opened.get(place)
    if known and known[0] == changed_at:
        return known[1]
    opened = _open_again(place, known[1].leaves if known else ())
    _opened[place] = (changed_at, opened)
    return opened


def _open_again(place: Path, known: Iterable[Leaf]) -> Shelf:
    for _ in range(TRIES):
        try:
            return _open(place, known)
        except NoIndex:
            raise
        except Exception as broken:  # noqa: BLE001  however it is broken, it will be built anew
            trouble = broken
    raise NoIndex from trouble


def answers() -> None:
    """For whoever asks how the club is. Raises NoIndex."""
    shelf()


def _open(place: Path, known: Iterable[Leaf]) -> Shelf:
    """A segment is never changed, it only loses documents: what is open already is not read again."""
    storage, toc = _contents(place)
    if not toc.generation:
        raise NoIndex  # made, but never filled
    open_already = {leaf.segment.segment_id(): leaf for leaf in known}
    return Shelf([_leaf(storage, segment, open_already) for segment in toc.segments])


def _leaf(storage: object, segment: Any, known: Mapping[str, Leaf]) -> Leaf:  # noqa: ANN401
    leaf = known.get(segment.segment_id())
    return leaf.without(segment.deleted_docs()) if leaf else Leaf(storage, segment)


def _contents(place: Path) -> tuple[FileStorage, Any]:
    storage = FileStorage(str(place))
    return storage, index.TOC.read(storage, index._DEF_INDEX_NAME)  # noqa: SLF001  they have no other word


def ref_of(kind: str, id: int) -> int:
    """One number for people and for what they make, whose ids are counted apart."""
    return id << 1 | (kind == "member")


def code_of(kind: str) -> int:
    return crc32(kind.encode())
