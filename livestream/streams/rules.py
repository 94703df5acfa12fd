"""Who may go live, who watches, and who ends it."""

from community.audience import reaches
from community.db import db
from community.members import Member, Role
from community.permissions import rule
from livestream.streams.models import Broadcaster, State, Stream, StreamKey
from livestream.trips.models import Trip

KEEPING_ORDER = (Role.MODERATOR, Role.ADMINISTRATOR)
CHOOSING = (Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR)


@rule("go_live", on=Stream)
@rule("renew", on=StreamKey)
def bloggers_and_chosen_members_go_live(member: Member, _kind: type[Stream | StreamKey]) -> bool:
    return member.role is not Role.MEMBER or db.session.get(Broadcaster, member.id) is not None


@rule("film", on=Trip)
def those_who_travel_film_their_trip(member: Member, it: Trip) -> bool:
    return it.is_readable and any(one.id == member.id for one in it.travellers)


@rule("read", on=Stream)
def those_it_is_for_watch(member: Member, it: Stream) -> bool:
    if it.author_id == member.id:
        return not it.removed_at
    return it.is_readable and reaches(it, member)


@rule("be_reminded", on=Stream)
def one_is_reminded_of_what_others_announce(member: Member, it: Stream) -> bool:
    announced = it.state is State.ANNOUNCED and it.author_id != member.id
    return announced and those_it_is_for_watch(member, it)


@rule("host", on=Stream)
def hosts_host_their_own(member: Member, it: Stream) -> bool:
    there = not it.removed_at and not it.hidden_at and not it.ended_at
    return it.author_id == member.id and there and bloggers_and_chosen_members_go_live(member, Stream)


@rule("end", on=Stream)
def hosts_and_keepers_of_order_end_it(member: Member, it: Stream) -> bool:
    return it.author_id == member.id or (member.role in KEEPING_ORDER and those_it_is_for_watch(member, it))


@rule("remove", on=Stream)
def hosts_remove_their_own(member: Member, it: Stream) -> bool:
    return it.author_id == member.id and not it.removed_at


@rule("choose", on=Broadcaster)
def those_who_run_the_club_choose(member: Member, _kind: type[Broadcaster]) -> bool:
    return member.role in CHOOSING
