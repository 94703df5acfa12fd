"""Who asks, weighs and answers."""

from community.members import Member
from community.permissions import may, rule
from livestream.questions.models import Answer, Question
from livestream.trips.models import Stop
from livestream.trips.rules import plans


@rule("read", on=Stop)
def stops_are_read_with_their_trip(member: Member, stop: Stop) -> bool:
    return may(member, "read", stop.trip)


@rule("ask", on=Stop)
def whoever_reads_a_trip_asks_until_a_stop_is_over(member: Member, stop: Stop) -> bool:
    return stop.trip.is_readable and may(member, "read", stop.trip)


@rule("read", on=Question)
def questions_are_read_with_their_trip(member: Member, it: Question) -> bool:
    there = it.is_readable or (it.author_id == member.id and not it.removed_at)
    return there and may(member, "read", it.trip)


@rule("read", on=Answer)
def answers_are_read_with_their_question(member: Member, it: Answer) -> bool:
    there = it.is_readable or (it.author_id == member.id and not it.removed_at)
    return there and questions_are_read_with_their_trip(member, it.question)


@rule("weigh", on=Question)
def one_adds_weight_to_what_others_ask(member: Member, it: Question) -> bool:
    return it.author_id != member.id and questions_are_read_with_their_trip(member, it)


@rule("answer", on=Question)
def those_who_travel_answer(member: Member, it: Question) -> bool:
    """Also in the evening, when the stop is over. What one said, only oneself says otherwise."""
    travels = plans(member, it.trip) or any(one.id == member.id for one in it.trip.travellers)
    free = not it.is_answered or (it.answer is not None and it.answer.author_id == member.id)
    return travels and free and it.is_readable and may(member, "read", it.trip)


@rule("remove", on=Question)
def authors_and_those_who_plan_take_questions_away(member: Member, it: Question) -> bool:
    return not it.removed_at and (it.author_id == member.id or plans(member, it.trip))


@rule("remove", on=Answer)
def authors_and_those_who_plan_take_answers_away(member: Member, it: Answer) -> bool:
    return not it.removed_at and (it.author_id == member.id or plans(member, it.question.trip))


@rule("like", on=Question)
def a_question_is_weighed_not_liked(_member: Member, _it: Question) -> bool:
    return False


@rule("revise", on=Question)
@rule("revise", on=Answer)
def what_was_asked_stands_as_it_is(_member: Member, _it: Question | Answer) -> bool:
    return False
