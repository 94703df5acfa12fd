"""A member asks those who travel; others add their weight; what does not belong is taken away."""

from sqlalchemy import delete, func, select

from community import clock
from community.db import db, insert_or, transaction
from community.members import Member
from community.permissions import require
from community.products.finding import squeezed
from livestream.questions import telling
from livestream.questions.models import (
    OPEN_AT_ONCE,
    QUESTION,
    Answer,
    Closed,
    NoQuestion,
    Question,
    TooLong,
    TooManyOpen,
    Weight,
)
from livestream.trips.models import Stop, Trip
from livestream.trips.planning import when_its_readers_change
from livestream.trips.stops import before_it_goes


def ask(stop: Stop, text: str, by: Member) -> Question:
    """Raises NoQuestion, TooLong, Closed, TooManyOpen."""
    require(by, "ask", stop)
    words = squeezed(text)
    if not words:
        raise NoQuestion
    if len(words) > QUESTION:
        raise TooLong(QUESTION)
    with transaction():
        if stop.is_over:
            raise Closed
        if _open_of(by, stop.trip_id) >= OPEN_AT_ONCE:
            raise TooManyOpen
        it = Question(
            author=by,
            author_id=by.id,
            title=words,
            stop_id=stop.id,
            trip_id=stop.trip_id,
            audience=stop.trip.audience,
            published_at=clock.now(),
        )
        db.session.add(it)
        db.session.flush()
        telling.tell_asked(it)
    return it


def weigh(it: Question, by: Member, *, on: bool) -> None:
    """One weight each; twice is once. Raises Closed."""
    require(by, "weigh", it)
    with transaction():
        if not it.is_open:
            raise Closed
        mine = {"question_id": it.id, "member_id": by.id}
        if on:
            row = insert_or(Weight).values(**mine, at=clock.now())
            db.session.execute(row.on_conflict_do_nothing())
        else:
            db.session.execute(delete(Weight).filter_by(**mine))


def remove(it: Question | Answer, by: Member) -> None:
    require(by, "remove", it)
    with transaction():
        it.removed_at = clock.now()
        it.version += 1
        telling.unsay(it)


@before_it_goes
def forget_stop(stop: Stop) -> None:
    """Its questions go with it. Must be called inside a transaction."""
    for it in db.session.scalars(select(Question).where(Question.stop_id == stop.id)):
        it.removed_at = it.removed_at or clock.now()
        it.stop_id = None
        telling.unsay(it)
    db.session.flush()


@when_its_readers_change
def share_with(it: Trip) -> None:
    """Whoever reads the trip reads what was asked there. Must be called inside a transaction."""
    for one in db.session.scalars(select(Question).where(Question.trip_id == it.id)):
        one.audience = it.audience
        if one.answer:
            one.answer.audience = it.audience


def _open_of(member: Member, trip_id: int) -> int:
    answered = select(Answer.id).where(Answer.question_id == Question.id, Answer.removed_at.is_(None))
    now = clock.now()
    count = (
        select(func.count())
        .select_from(Question)
        .join(Stop, Stop.id == Question.stop_id)
        .where(Question.trip_id == trip_id, Question.author_id == member.id, Stop.ends_at > now)
        .where(Question.removed_at.is_(None), ~answered.exists())
    )
    return db.session.scalar(count) or 0
