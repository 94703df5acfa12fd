"""Whoever opened a topic may ask something in it, once."""

from datetime import timedelta
from typing import NamedTuple

from community import clock
from community.db import db, transaction
from community.members import Member
from community.permissions import require
from community.watched.heeding import heeded_for
from posts.forum.models import Topic
from posts.polls.models import LEAST, LONGEST, LONGEST_QUESTION, MOST, HasPoll, Poll, Shows, UnfinishedPoll

LONGEST_OPEN = 365  # days


class Question(NamedTuple):
    """A poll as a form gives it. `days`: after which it closes; none: never by itself."""

    answers: list[str]
    question: str = ""
    most: int = 1
    days: int | None = None
    shows: Shows = Shows.AFTER_VOTE
    secret: bool = True


def ask(topic: Topic, asked: Question, by: Member) -> Poll:
    require(by, "ask", topic)
    asked = checked(asked)
    with transaction():
        if db.session.get(Poll, topic.id):
            raise HasPoll
        poll = Poll(
            topic_id=topic.id,
            question=heeded_for(topic.id, asked.question, by),
            answers=[heeded_for(topic.id, one, by) for one in asked.answers],
            counts=[0] * len(asked.answers),
            most=asked.most,
            shows=asked.shows,
            secret=asked.secret,
            closes_at=clock.now() + timedelta(days=asked.days) if asked.days else None,
        )
        db.session.add(poll)
        db.session.flush()
        topic.version += 1
    return poll


def checked(asked: Question) -> Question:
    """Each answer once, without the spaces around it. Raises UnfinishedPoll."""
    answers = list(dict.fromkeys(filter(None, (" ".join(one.split()) for one in asked.answers))))
    question = " ".join(asked.question.split())
    fits = LEAST <= len(answers) <= MOST and all(len(one) <= LONGEST for one in answers)
    days = asked.days is None or 0 < asked.days <= LONGEST_OPEN
    if not fits or not days or len(question) > LONGEST_QUESTION:
        raise UnfinishedPoll
    return asked._replace(answers=answers, question=question, most=max(1, min(asked.most, len(answers))))


def close(poll: Poll, by: Member) -> None:
    """Before its time: nobody votes any more, and everybody sees how it stands."""
    topic = db.session.get_one(Topic, poll.topic_id)
    require(by, "mark_answer", topic)
    with transaction():
        if not poll.is_closed:
            poll.closes_at = clock.now()
            topic.version += 1
