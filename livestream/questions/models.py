"""A question for a stop, how many want to know it too, and its answer."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community import clock
from community.belonging import ABOUT, NAMED, OWN, WORDS
from community.contributions import Contribution
from community.db import Model, Refusal
from community.products.models import Product
from livestream.trips.models import Stop, Trip

QUESTION, ANSWER = 280, 2000  # characters
OPEN_AT_ONCE = 3  # of one member on one trip, unanswered


class Question(Contribution):
    """Its words are its title."""

    __tablename__ = "trip_question"
    home: ClassVar[str] = "/questions"

    id: Mapped[int] = mapped_column(ForeignKey("contribution.id"), primary_key=True, info=OWN)
    __mapper_args__ = {
        "polymorphic_identity": "trip_question",
        "inherit_condition": id == Contribution.id,  # noqa: A003
    }

    trip_id: Mapped[int] = mapped_column(ForeignKey("trip.id"), index=True, info=NAMED)
    stop_id: Mapped[int | None] = mapped_column(ForeignKey("trip_stop.id"), index=True, info=NAMED)

    trip: Mapped[Trip] = relationship(foreign_keys=[trip_id])
    stop: Mapped[Stop | None] = relationship(foreign_keys=[stop_id])
    answer: Mapped["Answer | None"] = relationship(
        back_populates="question", foreign_keys="Answer.question_id", uselist=False
    )

    @property
    def place(self) -> str:
        """Where it is read."""
        return f"{self.trip.url}#question-{self.id}"

    @property
    def is_open(self) -> bool:
        """Until it is answered, or the stop is over."""
        return self.stop is not None and not self.stop.is_over and not self.is_answered

    @property
    def is_answered(self) -> bool:
        return self.answer is not None and self.answer.is_readable


class Weight(Model):
    """Somebody else wants to know it, too."""

    __tablename__ = "trip_question_weight"

    question_id: Mapped[int] = mapped_column(ForeignKey("trip_question.id"), primary_key=True, info=ABOUT)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, index=True, info=OWN)
    at: Mapped[datetime] = mapped_column(default=clock.now)


class Answer(Contribution):
    """By a traveller: words, perhaps a photo, perhaps the product it is about."""

    __tablename__ = "trip_answer"
    home: ClassVar[str] = "/answers"

    id: Mapped[int] = mapped_column(ForeignKey("contribution.id"), primary_key=True, info=OWN)
    __mapper_args__ = {
        "polymorphic_identity": "trip_answer",
        "inherit_condition": id == Contribution.id,  # noqa: A003
    }

    question_id: Mapped[int] = mapped_column(ForeignKey("trip_question.id"), unique=True, info=NAMED)
    text: Mapped[str] = mapped_column(info=WORDS)
    product_id: Mapped[int | None] = mapped_column(ForeignKey("product.id"), index=True)

    question: Mapped[Question] = relationship(back_populates="answer", foreign_keys=[question_id])
    product: Mapped[Product | None] = relationship()


class NoQuestion(Refusal):
    """A question asks something."""


class NoAnswer(Refusal):
    """An answer says something."""


class TooLong(Refusal):
    """More than it can hold; the most is its argument."""


class TooManyOpen(Refusal):
    """Wait for the answers to those that are open."""


class Closed(Refusal):
    """The stop is over, or it is answered."""


class NoSuchProduct(Refusal):
    """What is named is no product a member may know of."""
