"""A question and what answers it: ids, never rows, and never what somebody may not read."""

from dataclasses import dataclass
from heapq import merge
from itertools import islice

from sqlalchemy import func, select

from community import clock
from community.db import db
from community.members import Member
from community.search.asking import Question, understood
from community.search.kinds import named
from community.search.ranking import Answer, Scored, answer
from community.search.shelf import code_of, shelf

PAGE = 20
LAST_PAGE = 50  # nobody reads further; a narrower question helps more


@dataclass(frozen=True)
class Hit:
    """`id` is what is shown; `reply` the one under it that answers best, unless that is the thing itself."""

    kind: str
    id: int
    reply: int | None
    score: float


@dataclass(frozen=True)
class Found:
    hits: list[Hit]
    total: int
    counts: dict[str, int]  # by kind, of everything found
    question: Question
    loosely: bool = False  # nothing has all the words; these have some


def find(text: str, kind: str = "", page: int = 1, *, per_page: int = PAGE, typing: bool = False) -> Found:
    """A page of what answers, the best first; of all kinds, or of one. Raises NoIndex."""
    question = understood(text, typing=typing)
    books = shelf()
    author = _author(question.author)
    if question.is_empty or (question.author and not author):
        return Found([], 0, {}, question)
    answers = answer(books, question, author, clock.today())
    kind = kind or named.get(question.kind, "")
    first = (min(page, LAST_PAGE) - 1) * per_page
    hits = [_hit(scored, name) for scored, name in islice(_best(answers, kind), first, first + per_page)]
    total = answers.counts.get(kind, 0) if kind else sum(answers.counts.values())
    return Found(hits, total, dict(answers.counts), question, answers.loosely)


def _best(answers: Answer, kind: str) -> list[tuple[Scored, str]]:
    if kind:
        return [(scored, kind) for scored in answers.best.get(kind, ())]
    names = {code_of(name): name for name in answers.best}
    every = merge(*answers.best.values(), reverse=True)
    return [(scored, names[scored[3]]) for scored in islice(every, PAGE * LAST_PAGE)]


def _hit(scored: Scored, kind: str) -> Hit:
    score, root, itself, _ = scored
    return Hit(kind, root >> 1, itself >> 1 if itself != root else None, round(score, 3))


def _author(handle: str) -> int | None:
    if not handle:
        return None
    return db.session.scalar(select(Member.id).where(func.lower(Member.handle) == handle))
