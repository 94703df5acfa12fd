"""Who reads and decides on another look: managers, and never who had a part in it."""

from community.members import Member
from community.permissions import rule
from programme.appeals.models import ScoreAppeal
from programme.selection.models import MANAGE


@rule("see_queue", on=ScoreAppeal)
def managers_see_who_asks(member: Member, _appeal: type[ScoreAppeal]) -> bool:
    return member.role in MANAGE


@rule("read", on=ScoreAppeal)
def who_asked_and_managers_read_it(member: Member, it: ScoreAppeal) -> bool:
    return member.id == it.member_id or member.role in MANAGE


@rule("decide", on=ScoreAppeal)
def somebody_without_a_part_in_it_decides(member: Member, it: ScoreAppeal) -> bool:
    return member.role in MANAGE and member.id not in {it.member_id, it.caused_by_id}
