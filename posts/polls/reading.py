"""A poll as one member sees it: whether there is something to choose, and how it stands if one may know."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, bindparam, select

from community import clock
from community.db import db, rows
from community.members import Member
from posts.polls.models import Poll, Shows, Vote

MOST_NAMED = 500  # votes of an open poll that are shown by name

_poll: Select[*tuple[Any, ...]] = (
    select(
        Poll.topic_id.label("poll_id"),
        Poll.question,
        Poll.answers,
        Poll.counts,
        Poll.voters,
        Poll.most,
        Poll.shows,
        Poll.secret,
        Poll.closes_at,
        Vote.choices,
    )
    .outerjoin(Vote, (Vote.topic_id == Poll.topic_id) & (Vote.member_id == bindparam("me")))
    .where(Poll.topic_id == bindparam("topic"))
)


@dataclass(frozen=True)
class Answer:
    place: int
    words: str
    chosen: bool
    votes: int | None  # none: not to be known yet
    part: int = 0  # of all voters, in percent


@dataclass(frozen=True)
class Seen:
    topic_id: int
    question: str
    answers: Sequence[Answer]
    voters: int
    most: int
    shows: Shows
    secret: bool
    closes_at: datetime | None
    is_closed: bool
    has_voted: bool
    is_shown: bool  # how the votes stand


def poll_of(topic_id: int, me: Member) -> Seen | None:
    row = next(iter(rows(_poll, {"topic": topic_id, "me": me.id})), None)
    return seen(row) if row else None


def seen(row: Row[Any]) -> Seen:
    chosen = row.choices or []
    closed = row.closes_at is not None and row.closes_at <= clock.now()
    shown = closed or row.shows == Shows.ALWAYS or (row.shows == Shows.AFTER_VOTE and bool(chosen))
    answers = [
        Answer(
            place, words, place in chosen, count if shown else None, _part(count, row.voters) if shown else 0
        )
        for place, (words, count) in enumerate(zip(row.answers, row.counts, strict=True))
    ]
    return Seen(
        row.poll_id, row.question, answers, row.voters, row.most, row.shows, row.secret, row.closes_at,
        closed, bool(chosen), shown,
    )  # fmt: skip


def voters_of(poll: Seen) -> list[list[tuple[str, str]]]:
    """Name and handle of who chose each answer; nobody of a secret poll, or before it may be known."""
    if poll.secret or not poll.is_shown:
        return [[] for _ in poll.answers]
    votes = (
        select(Vote.choices, Member.name, Member.handle)
        .join(Member, Member.id == Vote.member_id)
        .where(Vote.topic_id == poll.topic_id)
        .order_by(Vote.at)
        .limit(MOST_NAMED)
    )
    found = db.session.execute(votes).all()
    return [[(it.name, it.handle) for it in found if answer.place in it.choices] for answer in poll.answers]


def _part(count: int, voters: int) -> int:
    return round(100 * count / voters) if voters else 0
