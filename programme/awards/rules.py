"""Who may thank members with points: programme managers, and nobody oneself."""

from community.members import Member
from community.permissions import rule
from programme.awards.models import Award
from programme.selection.models import MANAGE


@rule("see_all", on=Award)
def managers_see_awards(member: Member, _award: type[Award]) -> bool:
    return member.role in MANAGE


@rule("award", on=Member)
def managers_award_others(member: Member, whom: Member) -> bool:
    return member.role in MANAGE and member.id != whom.id


@rule("sign", on=Award)
def somebody_else_stands_for_it_too(member: Member, it: Award) -> bool:
    return member.role in MANAGE and member.id not in {it.given_by_id, it.member_id}
