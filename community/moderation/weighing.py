"""What a report weighs: one, more by the reporter's standing, more or less by how often they were right."""

from sqlalchemy import func, select

from community.db import db
from community.engagement.standing import Standing, Tier
from community.members import Member
from community.moderation.models import Report

OF_STAFF, OF_TIER = 5, {Tier.SUPER: 1, Tier.APASS: 2}
COUNTS_FROM = 6  # decided reports: before that nobody has a record
USUAL = 0.7  # of them upheld: neither better nor worse
BEST, WORST = 5, -3


def weight_of(member: Member) -> int:
    """Never below nothing."""
    right, all_told = record_of(member.id)
    return max(0, 1 + _trust(member) + bonus(right, all_told))


def record_of(member_id: int) -> tuple[int, int]:
    """How many of a member's reports were upheld, of how many decided."""
    decided = Report.by_id == member_id, Report.upheld.is_not(None)
    right = func.count().filter(Report.upheld.is_(True))
    upheld, all_told = db.session.execute(select(right, func.count()).where(*decided)).one()
    return upheld, all_told


def bonus(right: int, all_told: int) -> int:
    if all_told < COUNTS_FROM:
        return 0
    share = right / all_told
    if share >= USUAL:
        return round(BEST * (share - USUAL) / (1 - USUAL))
    return round(WORST * (USUAL - share) / USUAL)


def _trust(member: Member) -> int:
    if member.is_staff:
        return OF_STAFF
    standing = db.session.get(Standing, member.id)
    return OF_TIER.get(standing.tier, 0) if standing else 0
