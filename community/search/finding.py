"""A question and what answers it: ids, never rows, and never what somebody may not read."""

from bisect import bisect_left
from dataclasses import dataclass
from heapq import merge
from itertools import islice

from sqlalchemy import func, select

from community import clock
from community.db import db
from community.members import Member
from community.search.asking import Question, understood
from community.search.kinds import named
from community.search.ranking import NOBODY, Answer, Reader, Scored, answer
from community.search.shelf import code_of, shelf

PAGE = 20
MOST = 1000  # nobody reads further; a narrower question helps more


Place = tuple[float, int]  # of a hit in its answer: what it scored, and what it is


@dataclass(frozen=True)
class Hit:
    """`id` is what is shown; `reply` the one under it that answers best, unless that is the thing itself."""

    kind: str
    id: int
    reply: int | None
    place: Place = (0.0, 0)


@dataclass(frozen=True)
class Found:
    hits: list[Hit]
    total: int
    counts: dict[str, int]  # by kind, of everything found
    question: Question
    loosely: bool = False  # nothing has all the words; these have some
    more: bool = False


def find(
    text: str,
    kind: str = "",
    after: Place | None = None,
    *,
    reader: Reader = NOBODY,
    per_page: int = PAGE,
    typing: bool = False,
) -> Found:
    """What answers, the best first; of all kinds or of one. `after` is where a page ended. Raises NoIndex."""
    question = understood(text, typing=typing)
    books = shelf()
    author = reader.author or _author(question.author)
    if question.is_empty or (question.author and not author):
        return Found([], 0, {}, question)
    answers = answer(books, question, author, clock.today(), reader)
    kind = kind or named.get(question.kind, "")
    ranked = _best(answers, kind)
    first = _behind(ranked, after)
    hits = [_hit(scored, name) for scored, name in islice(ranked, first, first + per_page)]
    total = answers.counts.get(kind, 0) if kind else sum(answers.counts.values())
    more = first + per_page < len(ranked)
    return Found(hits, total, dict(answers.counts), question, answers.loosely, more)


def closed_by() -> dict[str, frozenset[int]]:
    """By each fact that says for whom a thing is, "for:super": ids of those who made such. Raises NoIndex."""
    return {word.removeprefix("="): those for word, those in shelf().closed_by.items()}


def _behind(ranked: list[tuple[Scored, str]], place: Place | None) -> int:
    """Where one reads on: nothing that was read is read again, whatever came to the index since."""
    if place is None:
        return 0
    return bisect_left(ranked, 1, key=lambda one: int((one[0][0], one[0][1]) < place))


def _best(answers: Answer, kind: str) -> list[tuple[Scored, str]]:
    if kind:
        return [(scored, kind) for scored in answers.best.get(kind, ())]
    names = {code_of(name): name for name in answers.best}
    every = merge(*answers.best.values(), reverse=True)
    return [(scored, names[scored[3]]) for scored in islice(every, MOST)]


def _hit(scored: Scored, kind: str) -> Hit:
    score, root, itself, _ = scored
    return Hit(kind, root >> 1, itself >> 1 if itself != root else None, (score, root))


def _author(handle: str) -> int | None:
    if not handle:
        return None
    return db.session.scalar(select(Member.id).where(func.lower(Member.handle) == handle))
