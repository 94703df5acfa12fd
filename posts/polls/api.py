"""Polls, for programs."""

from http import HTTPStatus
from typing import Annotated, Literal

from flask import abort
from pydantic import Field

from community.api.answers import Answer, Moment
from community.api.bodies import Body, Text
from community.api.doors import Api
from community.api.problems import say
from community.db import get_or_404
from community.members import Member
from community.permissions import require
from posts.forum.models import Topic
from posts.polls.asking import LONGEST_OPEN, Question, ask, close
from posts.polls.models import (
    LONGEST,
    LONGEST_QUESTION,
    MOST,
    HasPoll,
    NoSuchChoice,
    Poll,
    PollClosed,
    Shows,
    UnfinishedPoll,
)
from posts.polls.reading import poll_of
from posts.polls.routes import words_for
from posts.polls.voting import vote

polls = Api("polls")


class NewPoll(Body):
    """`days`: after which it closes; null, never by itself. `most`: answers that one member may choose."""

    answers: Annotated[list[Annotated[Text, Field(max_length=LONGEST)]], Field(max_length=MOST)]
    question: Annotated[Text, Field(max_length=LONGEST_QUESTION)] = ""
    most: Annotated[int, Field(ge=1, le=MOST)] = 1
    days: Annotated[int, Field(ge=1, le=LONGEST_OPEN)] | None = None
    shows: Literal["always", "after_vote", "at_end"] = "after_vote"
    secret: bool = True


class NewVote(Body):
    """Places of answers, from 0; none take the vote back."""

    choices: Annotated[list[Annotated[int, Field(ge=0, le=MOST)]], Field(max_length=MOST)]


class PollAnswer(Answer):
    """`votes` are null until you may see how it stands."""

    place: int
    words: str
    chosen: bool
    votes: int | None


class PollTold(Answer):
    id: int
    url: str
    question: str
    answers: list[PollAnswer]
    voters: int
    most: int
    shows: Shows
    secret: bool
    closes_at: Moment | None
    is_closed: bool


@polls.get("/topics/<int:id>/poll")
def read_poll(me: Member, id: int) -> PollTold:
    """The poll of a topic, as far as you may know how it stands."""
    require(me, "read", get_or_404(Topic, id))
    return _told(id, me)


@polls.post("/topics/<int:id>/poll")
def ask_in_topic(me: Member, id: int, sent: NewPoll) -> PollTold:
    """Ask something in your topic, once."""
    plan = Question(sent.answers, sent.question, sent.most, sent.days, Shows(sent.shows), sent.secret)
    ask(get_or_404(Topic, id), plan, by=me)
    return _told(id, me)


@polls.post("/topics/<int:id>/poll/votes")
def vote_in_poll(me: Member, id: int, sent: NewVote) -> PollTold:
    """Vote, or vote otherwise, until it closes."""
    vote(get_or_404(Poll, id), sent.choices, by=me)
    return _told(id, me)


@polls.post("/topics/<int:id>/poll/end")
def close_poll(me: Member, id: int) -> PollTold:
    """Close it before its time."""
    close(get_or_404(Poll, id), by=me)
    return _told(id, me)


def _told(id: int, me: Member) -> PollTold:
    poll = poll_of(id, me) or abort(404)
    answers = [
        PollAnswer(place=it.place, words=it.words, chosen=it.chosen, votes=it.votes) for it in poll.answers
    ]
    return PollTold(
        id=id,
        url=f"/topics/{id}/poll",
        question=poll.question,
        answers=answers,
        voters=poll.voters,
        most=poll.most,
        shows=poll.shows,
        secret=poll.secret,
        closes_at=poll.closes_at,
        is_closed=poll.is_closed,
    )


say(UnfinishedPoll, words_for, field="answers")
say(NoSuchChoice, words_for, field="choices")
say(HasPoll, words_for, status=HTTPStatus.CONFLICT)
say(PollClosed, words_for, status=HTTPStatus.CONFLICT)
