"""Who cuts clips, and who takes them away."""

from community.members import Member
from community.permissions import rule
from livestream.streams.models import State, Stream
from livestream.streams.rules import those_it_is_for_watch


@rule("cut", on=Stream)
def hosts_cut_clips_of_what_has_ended(member: Member, it: Stream) -> bool:
    ended = it.state is State.ENDED and it.author_id == member.id
    return ended and not it.hidden_at and those_it_is_for_watch(member, it)
