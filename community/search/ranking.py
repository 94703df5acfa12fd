"""Which documents answer a question, the best first; each reply as what it replies to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from heapq import nlargest

from community.search.asking import Question, Wanted, beginning
from community.search.kinds import kinds
from community.search.scoring import scores_of, terms_of
from community.search.shelf import FOR_FOLLOWED, FOR_FOLLOWERS, Leaf, Shelf, code_of, ref_of

KEPT = 1000  # answers that are kept, of each kind: nobody reads further
ANSWERS = 200  # questions whose answers are kept
FRESH, HALF_LIFE = 0.25, 180  # what is new counts a quarter more; half of that after so many days
EPOCH = date(1970, 1, 1).toordinal()
Scored = tuple[float, int, int, int]  # score, root, document's own ref, kind


@dataclass(frozen=True)
class Answer:
    """Everything found, by kind; `loosely` when nothing has all the words, and these have some."""

    counts: Mapping[str, int]
    best: Mapping[str, list[Scored]]
    loosely: bool = False


@dataclass(frozen=True)
class Reader:
    """For whom it is answered: nothing of those she does not hear; the newest first if she wants that.

    What is not for everybody is found by whoever made it; where its fact is among `open`; what is for
    followers, where its author is among `follows`; and what is for whom its author follows, where its author
    is among `followed_by`.
    """

    away: frozenset[int] = frozenset()
    newest: bool = False
    author: int | None = None  # of the question, where it is known already
    open: frozenset[str] = frozenset()  # "for:super"
    me: int | None = None
    follows: frozenset[int] = frozenset()
    followed_by: frozenset[int] = frozenset()


NOBODY = Reader()


def answer(
    shelf: Shelf, question: Question, author_id: int | None, today: date, reader: Reader = NOBODY
) -> Answer:
    """Kept as long as the index does not change."""
    key = (question, author_id, today, reader)
    if key not in shelf.answers:
        while len(shelf.answers) >= ANSWERS:
            del shelf.answers[next(iter(shelf.answers))]
        shelf.answers[key] = _answer(shelf, question, _Filter(question, author_id, today, reader))
    kept: Answer = shelf.answers[key]
    return kept


def _answer(shelf: Shelf, question: Question, kept: "_Filter") -> Answer:
    """All words; where nothing has them all, words that begin so; else some of them."""
    if found := _found(shelf, question.wanted, kept):
        return _by_kind(found)
    begun = tuple(_begun(wanted) for wanted in question.wanted)
    if begun != question.wanted and (found := _found(shelf, begun, kept)):
        return _by_kind(found)
    if len(question.wanted) > 1:
        return replace(_by_kind(_found(shelf, question.wanted, kept, at_least=1)), loosely=True)
    return _by_kind({})


def _begun(wanted: Wanted) -> Wanted:
    return beginning(wanted.words[0][0], wanted) if wanted.words and not wanted.beginning else wanted


def _found(shelf: Shelf, wanted: Iterable[Wanted], kept: "_Filter", at_least: int = 0) -> dict[int, Scored]:
    """The best document of each root."""
    best: dict[int, Scored] = {}
    terms = [terms_of(shelf, one) for one in wanted]
    for leaf in shelf.leaves:
        for scored in kept.of(leaf, scores_of(leaf, terms, kept.required, at_least=at_least)):
            root = scored[1]
            if root not in best or best[root] < scored:
                best[root] = scored
    return best


class _Filter:
    """Who, what and when, and how much it counts to be new."""

    def __init__(self, question: Question, author_id: int | None, today: date, reader: Reader) -> None:
        self.author, self.required = author_id, question.required
        self.away, self.newest = reader.away, reader.newest
        self.open = {f"={fact}" for fact in reader.open}
        self.own = {reader.me}
        self.near = {
            FOR_FOLLOWERS: {reader.me, *reader.follows},
            FOR_FOLLOWED: {reader.me, *reader.followed_by},
        }
        self.members_away = {ref_of("member", id) for id in reader.away}
        self.first = question.after.toordinal() - EPOCH if question.after else 0
        self.last = question.before.toordinal() - EPOCH if question.before else 1 << 31
        self.today = today.toordinal() - EPOCH
        self.fresh: dict[int, float] = {}

    def of(self, leaf: Leaf, scores: Mapping[int, float]) -> Iterable[Scored]:
        refs, roots, what, days = leaf.refs, leaf.roots, leaf.kinds, leaf.days
        gone = {*leaf.gone, *self._shut(leaf)} if leaf.closed else leaf.gone
        for document, score in scores.items():
            day = days[document]
            if document in gone or not self.first <= day < self.last:
                continue
            if self.author is not None and leaf.authors[document] != self.author:
                continue
            if self.away and (leaf.authors[document] in self.away or refs[document] in self.members_away):
                continue
            worth = float(day) if self.newest else score * self._worth(day)
            yield worth, roots[document], refs[document], what[document]

    def _shut(self, leaf: Leaf) -> Iterable[int]:
        """Documents that are for others."""
        for word, documents in leaf.closed.items():
            if word not in self.open:
                theirs = self.near.get(word, self.own)
                yield from (one for one in documents if leaf.authors[one] not in theirs)

    def _worth(self, day: int) -> float:
        if day not in self.fresh:
            self.fresh[day] = 1 + FRESH * 0.5 ** (max(0, self.today - day) / HALF_LIFE)
        return self.fresh[day]


def _by_kind(found: Mapping[int, Scored]) -> Answer:
    codes = {code_of(kind): kind for kind in kinds}
    sorted_out: dict[str, list[Scored]] = {kind: [] for kind in kinds}
    for scored in found.values():
        if scored[3] in codes:
            sorted_out[codes[scored[3]]].append(scored)
    counts = {kind: len(those) for kind, those in sorted_out.items()}
    return Answer(counts, {kind: nlargest(KEPT, those) for kind, those in sorted_out.items()})
