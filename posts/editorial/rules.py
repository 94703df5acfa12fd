"""Who reads a story before its readers do, and who decides: not on one's own, nor on whom one invited."""

from community.members import Member
from community.permissions import rule
from posts.bloggers.rules import DECIDE
from posts.editorial.models import EditorialComment, EditorialReview


@rule("see_all", on=EditorialReview)
def deciders_see_what_waits(member: Member, _kind: type[EditorialReview]) -> bool:
    return member.role in DECIDE


@rule("read", on=EditorialReview)
@rule("comment", on=EditorialReview)
def authors_and_deciders_read_it(member: Member, it: EditorialReview) -> bool:
    if it.story.removed_at:
        return False
    return it.story.is_written_by(member) or member.role in DECIDE


@rule("decide", on=EditorialReview)
def others_decide_on_it(member: Member, it: EditorialReview) -> bool:
    close = it.story.is_written_by(member) or member.id == it.story.author.invited_by_id
    return member.role in DECIDE and not close and not it.story.removed_at


@rule("settle", on=EditorialComment)
def authors_say_that_it_is_seen_to(member: Member, it: EditorialComment) -> bool:
    return it.review.story.is_written_by(member) and it.review.is_open
