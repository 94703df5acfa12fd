"""A poll stands in a topic; a vote is one member's choices, and can be changed until it closes."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from community import clock
from community.belonging import ABOUT, OWN, SAID
from community.db import Model, Refusal, db

LEAST, MOST = 2, 20  # answers to choose from
LONGEST = 120  # characters of each
LONGEST_QUESTION = 200


class Shows(StrEnum):
    """When a member sees how the votes stand."""

    ALWAYS = "always"
    AFTER_VOTE = "after_vote"
    AT_END = "at_end"


class Poll(Model):
    __tablename__ = "poll"

    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id"), primary_key=True, info=OWN)
    question: Mapped[str] = mapped_column(default="")
    answers: Mapped[list[str]] = mapped_column(JSON)
    counts: Mapped[list[int]] = mapped_column(JSON)  # of votes, one for each answer
    voters: Mapped[int] = mapped_column(default=0)
    most: Mapped[int] = mapped_column(default=1)  # answers that one member may choose
    shows: Mapped[Shows] = mapped_column(default=Shows.AFTER_VOTE)
    secret: Mapped[bool] = mapped_column(default=True)  # nobody sees who chose what
    closes_at: Mapped[datetime | None]

    @property
    def is_closed(self) -> bool:
        return self.closes_at is not None and self.closes_at <= clock.now()


def has_poll(topic_id: int) -> bool:
    return db.session.get(Poll, topic_id) is not None


class Vote(Model):
    __tablename__ = "poll_vote"

    topic_id: Mapped[int] = mapped_column(ForeignKey("poll.topic_id"), primary_key=True, info=ABOUT)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, index=True, info=SAID)
    choices: Mapped[list[int]] = mapped_column(JSON)  # places of answers, from 0
    at: Mapped[datetime] = mapped_column(default=clock.now)


class UnfinishedPoll(Refusal):
    """A poll offers at least two answers, each a few words."""


class NoSuchChoice(Refusal):
    """One chooses among what is offered, and not more than may be chosen."""


class PollClosed(Refusal):
    """It was counted."""


class HasPoll(Refusal):
    """One topic asks one thing, and those who answered keep what they answered."""
