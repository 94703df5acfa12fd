"""Questions to those who travel, for programs; they are read with their trip."""

from typing import Annotated

from pydantic import Field

from community.api.bodies import Body, Text
from community.api.doors import Api
from community.api.problems import say
from community.db import get_or_404
from community.limits import spend
from community.members import Member
from community.permissions import require
from livestream.questions.answering import AnswerWords, answer
from livestream.questions.asking import ask, remove, weigh
from livestream.questions.models import ANSWER, QUESTION, NoSuchProduct, Question, TooLong
from livestream.questions.reading import questions_of
from livestream.questions.routes import A_DAY
from livestream.questions.wording import SENTENCES, said
from livestream.trips.api import TripQuestion, question_told
from livestream.trips.stop_routes import stop_of

questions = Api("trip questions")


class NewQuestion(Body):
    text: Annotated[Text, Field(max_length=QUESTION)]


class QuestionWeight(Body):
    weighed: bool


class NewTripAnswer(Body):
    """`photo` is the id of one that was uploaded; `product` an address or number of one, or a name."""

    text: Annotated[Text, Field(max_length=ANSWER)]
    photo: Text | None = None
    product: Text = ""


@questions.post("/trips/<int:trip_id>/stops/<int:id>/questions", at="/trips/{trip_id}")
def post_question(me: Member, trip_id: int, id: int, sent: NewQuestion) -> TripQuestion:
    """Ask those who travel, until the stop is over."""
    stop = stop_of(trip_id, id)
    require(me, "ask", stop)
    spend("question", me.id, A_DAY)
    return _told(ask(stop, sent.text, by=me), me)


@questions.post("/questions/<int:id>/weight")
def post_question_weight(me: Member, id: int, sent: QuestionWeight) -> TripQuestion:
    """You want to know it, too; or no longer."""
    it = get_or_404(Question, id)
    weigh(it, by=me, on=sent.weighed)
    return _told(it, me)


@questions.post("/questions/<int:id>/answer")
def post_trip_answer(me: Member, id: int, sent: NewTripAnswer) -> TripQuestion:
    """Answer as one who travels; said again, it replaces what you said before."""
    it = get_or_404(Question, id)
    answer(it, AnswerWords(**sent.model_dump()), by=me)
    return _told(it, me)


@questions.delete("/questions/<int:id>")
def delete_question(me: Member, id: int) -> None:
    """Take a question back; those who plan the trip may, too."""
    remove(get_or_404(Question, id), by=me)


def _told(it: Question, me: Member) -> TripQuestion:
    rows = questions_of(it.trip, me).get(it.stop_id or 0, ())
    return question_told(next(row for row in rows if row.id == it.id))


for kind in SENTENCES:
    say(kind, said, field="product" if kind is NoSuchProduct else "text")
say(TooLong, said, field="text")
