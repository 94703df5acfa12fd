"""Who should not decide on a case: in a club moderators are members, and know each other."""

from enum import StrEnum

from sqlalchemy import select

from community.db import db
from community.following import Follow
from community.members import Member, Role
from community.moderation.models import Case, Report, TooClose


class Part(StrEnum):
    """What somebody has to do with a case."""

    OWN = "own"  # it is theirs
    REPORTED = "reported"  # they reported it
    INVITED = "invited"  # one of the two invited the other
    FRIENDS = "friends"  # they follow each other
    COLLEAGUE = "colleague"  # it is one of the team: administrators decide


def part_in(case: Case, me: Member) -> Part | None:
    author = case.member
    if author.id == me.id:
        return Part.OWN
    if db.session.scalar(select(Report.id).where(Report.case_id == case.id, Report.by_id == me.id)):
        return Part.REPORTED
    if part := closeness(author, me):
        return part
    is_colleague = author.is_staff and me.role is not Role.ADMINISTRATOR
    return Part.COLLEAGUE if is_colleague else None


def closeness(other: Member, me: Member) -> Part | None:
    """Of two members, whatever it is about."""
    if other.invited_by_id == me.id or me.invited_by_id == other.id:
        return Part.INVITED
    return Part.FRIENDS if _follow_each_other(other.id, me.id) else None


def refuse_who_is_close(case: Case, me: Member) -> None:
    """Raises TooClose."""
    if part := part_in(case, me):
        raise TooClose(part)


def _follow_each_other(one: int, other: int) -> bool:
    there, back = db.session.get(Follow, (one, other)), db.session.get(Follow, (other, one))
    return there is not None and back is not None
