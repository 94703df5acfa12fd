"""Who may do what with posts: the whole policy of this floor, on one page."""

from community.contributions import Contribution
from community.members import Member
from community.permissions import rule
from posts.blog.models import Story


@rule("read", on=Contribution)
def anyone_reads_what_is_published(member: Member, it: Contribution) -> bool:
    return it.is_readable or (it.author_id == member.id and not it.removed_at)


@rule("like", on=Contribution)
def one_likes_what_others_made(member: Member, it: Contribution) -> bool:
    return it.is_readable and it.author_id != member.id


@rule("write", on=Story)
def every_member_writes(member: Member, _story: type[Story]) -> bool:
    return member.suspended_at is None


@rule("revise", on=Contribution)
@rule("remove", on=Contribution)
def authors_change_their_own(member: Member, it: Contribution) -> bool:
    return it.author_id == member.id and not it.removed_at and not it.hidden_at


@rule("publish", on=Contribution)
def authors_publish_once(member: Member, it: Contribution) -> bool:
    return authors_change_their_own(member, it) and it.published_at is None
