"""How Whoosh keeps our words: its segments, its lock, its list of words, but plain arrays as posting lists.

A run holds one number per document that has the word: `document << 8 | weight`. What the word weighs there
was decided when it was written (`weighing.py`), so that a question copies a few runs and adds.
"""

import sys
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter, W3TermInfo, W3TermsReader
from whoosh.fields import FieldType, Schema
from whoosh.formats import Existence
from whoosh.reading import TermNotFound
from whoosh.writing import SegmentWriter

Run: TypeAlias = "array[int]"
WORDS = "words"
FACTS = ("\x01ref", "\x01root", "\x01kind", "\x01day", "\x01author")  # runs too: one number per document
FORM = f"4{sys.byteorder[0]}"  # of what is written; with another one the index is built anew
SCHEMA = Schema(**{WORDS: FieldType(Existence(), None)})
MOST = 1 << 24  # documents a segment can number


class Runs:
    """What is to be written, by word. Stands where Whoosh has a pool of single postings to sort."""

    def __init__(self) -> None:
        self.runs: dict[str, Run] = {}

    def put(self, document: int, words: Mapping[str, int]) -> None:
        runs, at = self.runs, document << 8
        for word, weight in words.items():
            try:
                runs[word].append(at | weight)
            except KeyError:
                runs[word] = array("I", (at | weight,))

    def extend(self, word: str, run: Iterable[int]) -> None:
        self.runs.setdefault(word, array("I")).extend(run)

    def iter_postings(self) -> Iterator[tuple[str, Run]]:
        yield from sorted((pair for pair in self.runs.items() if pair[1]), key=lambda pair: pair[0].encode())

    def cleanup(self) -> None:
        self.runs.clear()


class RunWriter(W3FieldWriter):  # type: ignore[misc]  # Whoosh ships no types
    def add_postings(self, schema: Schema, _lengths: object, runs: Iterable[tuple[str, Run]]) -> None:
        self.start_field(WORDS, schema[WORDS])
        for word, run in runs:
            info = W3TermInfo(df=len(run))
            info.set_extent(self._postfile.tell(), len(run) * run.itemsize)
            self._postfile.write(run.tobytes())
            self._tindex.add(self._key(word), info.to_bytes())
        self.finish_field()

    def _key(self, word: str) -> bytes:
        return int(self._fieldid).to_bytes(2, "big") + word.encode()


class RunReader(W3TermsReader):  # type: ignore[misc]
    def run(self, word: str) -> Run:
        """Empty where nothing has the word."""
        run = array("I")
        try:
            info = self.term_info(WORDS, word.encode())
        except TermNotFound:
            return run
        begins, _ = info.extent()
        run.frombytes(self._postfile.get(begins, info.doc_frequency() * run.itemsize))
        return run

    def often(self, word: str) -> int:
        """How many documents have it, those that are gone among them."""
        try:
            return int(self.doc_frequency(WORDS, word.encode()))
        except KeyError:
            return 0

    def words_from(self, beginning: str) -> Iterator[str]:
        """In their order, as long as they begin so."""
        begins = beginning.encode()
        for _, word in self.terms_from(WORDS, begins):
            if not word.startswith(begins):
                return
            yield word.decode()


class RunCodec(W3Codec):  # type: ignore[misc]
    length_stats = False

    def field_writer(self, storage: object, segment: object) -> RunWriter:
        return RunWriter(self, storage, segment)

    def terms_reader(self, storage: Any, segment: Any) -> RunReader:  # noqa: ANN401
        name = segment.make_filename(self.TERMS_EXT)
        lists = segment.open_file(storage, self.POSTS_EXT)
        return RunReader(self, storage.open_file(name), storage.file_length(name), lists)


class Writer(SegmentWriter):  # type: ignore[misc]
    """Adds documents that were taken apart already.

    Raises LockError where somebody else is still writing after so many seconds.
    """

    def __init__(self, index: object, patience: float) -> None:
        super().__init__(index, codec=RunCodec(), timeout=patience)
        self.pool = Runs()

    def put(self, words: Mapping[str, int], facts: Iterable[int]) -> None:
        self.pool.put(self.docnum, words)
        for name, fact in zip(FACTS, facts, strict=True):
            self.pool.extend(name, (fact,))
        self._one_more()

    def add_runs(self, runs: Iterable[tuple[str, Run]], documents: int, gone: Collection[int]) -> None:
        """All documents of another segment but those that are gone."""
        first = self.docnum
        left = [document for document in range(documents) if document not in gone]
        place = {document: at for at, document in enumerate(left, first)}
        for word, run in runs:
            if word in FACTS:
                self.pool.extend(word, (run[document] for document in left))
            else:
                kept = [(place[one >> 8] << 8) | (one & 255) for one in run if one >> 8 in place]
                self.pool.extend(word, kept)
        for _ in left:
            self._one_more()

    def _one_more(self) -> None:
        self.perdocwriter.start_doc(self.docnum)
        self.perdocwriter.finish_doc()
        self._added = True
        self.docnum += 1
