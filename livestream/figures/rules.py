"""Whom the figures of a stream concern: its host, and those who plan what the club gives."""

from community.members import Member
from community.permissions import rule
from livestream.streams.models import Stream
from livestream.streams.rules import CHOOSING, those_it_is_for_watch


@rule("count", on=Stream)
def hosts_and_those_who_run_the_club_read_its_figures(member: Member, it: Stream) -> bool:
    return those_it_is_for_watch(member, it) and (it.author_id == member.id or member.role in CHOOSING)
