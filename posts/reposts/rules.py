"""Who reposts what, who reads a repost, and who says whether it is shown."""

from community.contributions import Contribution
from community.members import Member
from community.permissions import may, rule
from community.quiet.hearing import keeps_away
from posts.permissions import one_reads_what_is_published_for_one
from posts.reposts.models import FOR, KINDS, Repost


@rule("repost", on=Contribution)
def one_reposts_what_others_show(member: Member, it: Contribution) -> bool:
    """What is for followers, for the team or for nobody was given to those it is for alone."""
    shown = it.kind in KINDS and it.audience in FOR and it.is_readable and may(member, "read", it)
    return shown and not it.is_written_by(member) and not keeps_away(it.author_id, from_id=member.id)


@rule("read", on=Repost)
def a_repost_is_read_with_what_it_carries(member: Member, it: Repost) -> bool:
    """Whoever made what it carries reads it too, before it is shown."""
    if not may(member, "read", it.of):
        return False
    hers = it.of.author_id == member.id and not it.removed_at and not it.hidden_at
    return hers or one_reads_what_is_published_for_one(member, it)


@rule("answer", on=Repost)
def whose_it_is_says_whether_it_is_reposted(member: Member, it: Repost) -> bool:
    return it.of.author_id == member.id and not it.removed_at and not it.hidden_at


@rule("like", on=Repost)
@rule("reply", on=Repost)
@rule("revise", on=Repost)
def what_it_carries_is_liked_and_answered_in_its_own_place(_member: Member, _it: Repost) -> bool:
    """Nor is its note changed: its author said yes to that one."""
    return False
