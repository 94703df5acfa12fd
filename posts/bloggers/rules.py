"""Who may ask to be verified, and who decides: not on oneself, nor on whom one invited."""

from community.members import Member, Role
from community.permissions import rule
from posts.bloggers.models import Application, Badge, State

DECIDE = (Role.MODERATOR, Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR)


@rule("write", on=Application)
def every_member_applies(_member: Member, _kind: type[Application]) -> bool:
    return True


@rule("see_all", on=Application)
def deciders_see_all(member: Member, _kind: type[Application]) -> bool:
    return member.role in DECIDE


@rule("read", on=Application)
def applicants_and_deciders_read(member: Member, it: Application) -> bool:
    return member.id == it.member_id or member.role in DECIDE


@rule("answer", on=Application)
def applicants_answer(member: Member, it: Application) -> bool:
    return member.id == it.member_id


@rule("decide", on=Application)
def others_decide(member: Member, it: Application) -> bool:
    """An appeal is decided by somebody else than the first decision."""
    close = member.id in {it.member_id, it.member.invited_by_id}
    again = it.state is State.APPEALED and it.decided_by_id == member.id
    return member.role in DECIDE and not close and not again


@rule("take_away", on=Badge)
def deciders_take_badges_away(member: Member, it: Badge) -> bool:
    return member.role in DECIDE and member.id != it.member_id
