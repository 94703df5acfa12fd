"""Who may do what on the ground floor: the whole policy, on one page."""

from community.members import Member
from community.permissions import rule


@rule("follow", on=Member)
def one_follows_others(member: Member, whom: Member) -> bool:
    return member.id != whom.id and whom.suspended_at is None
