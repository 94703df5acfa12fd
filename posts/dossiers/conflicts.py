"""Who should not decide: who told of it, who has it, and who is close to one who told of it."""

from community.members import Member
from community.moderation.conflicts import Part, closeness
from community.moderation.models import TooClose
from posts.dossiers.models import Dossier
from posts.dossiers.owners import states_of
from posts.dossiers.rules import has_told


def part_of(it: Dossier, me: Member) -> Part | None:
    if has_told(me, it):
        return Part.REPORTED
    if states_of(it, me.id) or any(seat.member_id == me.id for seat in it.opinions):
        return Part.OWN
    return next((part for told in it.testimonies if (part := closeness(told.by, me))), None)


def refuse_who_has_a_part(it: Dossier, me: Member) -> None:
    """Raises TooClose."""
    if part := part_of(it, me):
        raise TooClose(part)
