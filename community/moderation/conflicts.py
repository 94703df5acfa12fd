"""Who should not decide on a case: in a club moderators are members, and know each other."""

from collections.abc import Collection, Mapping
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import aliased

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
    return parts_in({case.id: case.member_id}, me).get(case.id)


def parts_in(cases: Mapping[int, int], me: Member) -> Mapping[int, Part]:
    """Of many cases, by number, each with whom it is about: those in which one has a part."""
    if not cases:
        return {}
    ids = set(cases.values())
    authors = {it.id: it for it in db.session.scalars(select(Member).where(Member.id.in_(ids)))}
    told = select(Report.case_id).where(Report.by_id == me.id, Report.case_id.in_(cases))
    reported, friends = set(db.session.scalars(told)), _friends_of(me, ids)
    parts = {
        case_id: Part.REPORTED
        if case_id in reported and author_id != me.id
        else _part_of(authors[author_id], me, friends)
        for case_id, author_id in cases.items()
    }
    return {case_id: part for case_id, part in parts.items() if part}


def _part_of(author: Member, me: Member, friends: Collection[int]) -> Part | None:
    if author.id == me.id:
        return Part.OWN
    if part := _closeness(author, me, friends):
        return part
    is_colleague = author.is_staff and me.role is not Role.ADMINISTRATOR
    return Part.COLLEAGUE if is_colleague else None


def closeness(other: Member, me: Member) -> Part | None:
    """Of two members, whatever it is about."""
    return _closeness(other, me, _friends_of(me, {other.id}))


def _closeness(other: Member, me: Member, friends: Collection[int]) -> Part | None:
    if other.invited_by_id == me.id or me.invited_by_id == other.id:
        return Part.INVITED
    return Part.FRIENDS if other.id in friends else None


def refuse_who_is_close(case: Case, me: Member) -> None:
    """Raises TooClose."""
    if part := part_in(case, me):
        raise TooClose(part)


def _friends_of(me: Member, ids: Collection[int]) -> Collection[int]:
    """Those among them who follow one and are followed back."""
    back = aliased(Follow)
    both = select(Follow.followed_id).join(back, back.follower_id == Follow.followed_id)
    mine = both.where(Follow.follower_id == me.id, back.followed_id == me.id)
    return set(db.session.scalars(mine.where(Follow.followed_id.in_(ids))))
