"""Who reads figures of the club, and who the members behind them: programme managers."""

from community.members import Member
from community.permissions import rule
from programme.insights.models import FiguresCount, MemberMonth, TierMonth
from programme.selection.models import MANAGE


@rule("read_figures", on=TierMonth)
def managers_read_figures(member: Member, _figures: type[TierMonth]) -> bool:
    return member.role in MANAGE


@rule("read_behind", on=MemberMonth)
def managers_read_who_is_behind(member: Member, _facts: type[MemberMonth]) -> bool:
    return member.role in MANAGE


@rule("count", on=FiguresCount)
def managers_have_them_counted(member: Member, _count: type[FiguresCount]) -> bool:
    return member.role in MANAGE
