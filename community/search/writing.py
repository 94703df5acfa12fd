"""Writing the index: one at a time, many things at once, and never so that a reader waits."""

import os
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from math import log
from pathlib import Path
from typing import Any

from whoosh import index
from whoosh.writing import CLEAR, LockError

from community.search.kinds import Document
from community.search.postings import MOST, SCHEMA, Writer
from community.search.shelf import Leaf, code_of, folder, ref_of
from community.search.weighing import weights

PATIENCE = 10  # seconds that a rebuild waits for whoever is writing
TIER = 8  # so many segments of one size become one of the next


class SomebodyWrites(Exception):
    """Another worker is at it; what one wanted to write will wait a moment."""


def write(documents: Iterable[Document], instead_of: Collection[int]) -> None:
    """Put documents on the shelf, and take away what stood there under these refs. Raises SomebodyWrites."""
    with _writing(_join) as writer:
        for segment in writer.segments:
            refs = Leaf(writer.storage, segment).refs
            for at in [at for at, ref in enumerate(refs) if ref in instead_of]:
                segment.delete_document(at)
        for document in documents:
            _put(writer, document)


def write_all(documents: Iterable[Document]) -> None:
    """Put these in place of all there was; until the last one is written, readers keep the old."""
    place = _made(folder())
    with _writing(CLEAR, PATIENCE) as writer:
        for document in documents:
            _put(writer, document)
    for other in place.parent.iterdir():
        if other != place:
            shutil.rmtree(other, ignore_errors=True)


@contextmanager
def _writing(join: Callable[[Writer, list[Any]], list[Any]], patience: float = 1) -> Iterator[Writer]:
    place = folder()
    try:
        writer = Writer(index.open_dir(place), patience)
    except LockError as trouble:
        raise SomebodyWrites from trouble
    try:
        yield writer
    except BaseException:
        writer.cancel()
        raise
    writer.commit(mergetype=join)
    _make_safe(place)


def _made(place: Path) -> Path:
    """An index of some kind to write into; what cannot be opened is thrown away."""
    place.mkdir(parents=True, exist_ok=True)
    try:
        index.open_dir(place)
    except Exception:  # noqa: BLE001  missing or broken, and broken in any way
        shutil.rmtree(place)
        place.mkdir()
        index.create_in(place, SCHEMA)
    return place


def _make_safe(place: Path) -> None:
    """The notes of what was indexed go next: it must outlive a power cut as they would have."""
    for file in (*place.iterdir(), place):
        opened = os.open(file, os.O_RDONLY)
        os.fsync(opened)
        os.close(opened)


def _put(writer: Writer, it: Document) -> None:
    root = it.id if it.root is None else it.root
    itself = ref_of(it.kind, it.id)
    day = max(0, int(it.at.timestamp() // 86400))
    facts = (itself, ref_of(it.kind, root), code_of(it.kind), day, it.author_id)
    words = weights(it.title, it.text) | {f"#{tag}": 255 for tag in it.tags}
    words |= {f"={fact}": 255 for fact in it.facts}
    writer.put(words, facts)


def _join(writer: Writer, segments: list[Any]) -> list[Any]:
    """Keep the segments few: as many of one size as a tier holds become one."""
    sizes = [int(log(segment.doc_count_all() or 1, TIER)) for segment in segments]
    full = [size for size in set(sizes) if sizes.count(size) >= TIER]
    kept = []
    for segment, size in zip(segments, sizes, strict=True):
        count = segment.doc_count_all()
        if size in full and writer.docnum + count < MOST:
            leaf = Leaf(writer.storage, segment)
            writer.add_runs(leaf.runs(), count, leaf.gone)
        elif segment.deleted_count() < count:
            kept.append(segment)
    return kept
