"""Who is told of questions and answers. All of it must be called inside a transaction."""

from sqlalchemy import select

from community.db import db
from community.members import Member
from community.notifications.kinds import Kind
from community.notifications.notifying import notify, withdraw
from livestream.questions.models import Answer, Question, Weight


def tell_asked(it: Question) -> None:
    """Those who travel; gathered under the trip."""
    to, key = [one.id for one in it.trip.travellers], _key(it)
    notify(Kind.TRIP, to, about=it.trip, by=it.author, through=it, url=it.place, key=key, what="asked")


def tell_answered(it: Question, by: Member) -> None:
    """Whoever asked, and whoever wanted to know it too."""
    waiting = db.session.scalars(select(Weight.member_id).where(Weight.question_id == it.id))
    key = f"{_key(it)}:answer"
    notify(Kind.TRIP, {it.author_id, *waiting}, about=it, by=by, url=it.place, key=key, what="answered")


def unsay(it: Question | Answer) -> None:
    if isinstance(it, Answer):
        withdraw(f"{_key(it.question)}:answer")
    else:
        withdraw(_key(it))


def _key(it: Question) -> str:
    return f"trip question:{it.id}"
