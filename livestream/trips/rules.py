"""Who may do what with trips."""

from community.audience import reaches
from community.members import Member, Role
from community.moderation.in_place import those_who_decide_read_it_in_its_place
from community.permissions import rule
from livestream.trips.models import Phase, Stop, Trip

PLAN = frozenset({Role.SERVICE_MANAGER, Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR})


@rule("plan", on=Trip)
def those_who_run_the_programme_plan_trips(member: Member, _trip: type[Trip]) -> bool:
    return member.role in PLAN


@rule("read", on=Trip)
def one_reads_trips_that_are_for_one(member: Member, it: Trip) -> bool:
    """Who was asked to come along, and those who plan, read it before it is shown."""
    if it.removed_at:
        return False
    if plans(member, it) or it.invites(member):
        return True
    return (it.is_readable and reaches(it, member)) or those_who_decide_read_it_in_its_place(member, it)


@rule("revise", on=Trip)
@rule("disclose", on=Trip)
@rule("invite_traveller", on=Trip)
def its_host_and_those_who_plan_change_it(member: Member, it: Trip) -> bool:
    return plans(member, it) and not it.removed_at and not it.hidden_at


@rule("remove", on=Trip)
@rule("name_host", on=Trip)
def only_those_who_plan_take_it_away(member: Member, it: Trip) -> bool:
    return member.role in PLAN and its_host_and_those_who_plan_change_it(member, it)


@rule("publish", on=Trip)
def it_is_shown_once(member: Member, it: Trip) -> bool:
    return its_host_and_those_who_plan_change_it(member, it) and it.published_at is None


@rule("answer_invitation", on=Trip)
def who_is_asked_to_come_along_answers(member: Member, it: Trip) -> bool:
    return it.invites(member) and not it.removed_at


@rule("follow", on=Trip)
def one_follows_trips_that_are_shown(member: Member, it: Trip) -> bool:
    return it.is_readable and one_reads_trips_that_are_for_one(member, it)


@rule("be_reminded", on=Trip)
def one_is_reminded_of_what_is_to_come(member: Member, it: Trip) -> bool:
    return one_follows_trips_that_are_shown(member, it) and it.phase is Phase.PLANNED


@rule("keep_at", on=Stop)
def those_who_travel_keep_what_they_made_of_it(member: Member, stop: Stop) -> bool:
    return plans(member, stop.trip) or any(one.id == member.id for one in stop.trip.travellers)


def plans(member: Member, it: Trip) -> bool:
    return member.role in PLAN or it.host_id == member.id
