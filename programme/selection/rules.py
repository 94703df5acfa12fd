"""Who may do what with invitations: programme managers prepare, another of them signs, the invited answer."""

from community.members import Member
from community.permissions import rule
from programme.selection.models import MANAGE, Candidacy, InvitationRound


@rule("open", on=InvitationRound)
def managers_open_rounds(member: Member, _round: type[InvitationRound]) -> bool:
    return member.role in MANAGE


@rule("read", on=InvitationRound)
@rule("prepare", on=InvitationRound)
@rule("send", on=InvitationRound)
def managers_keep_rounds(member: Member, _round: InvitationRound) -> bool:
    return member.role in MANAGE


@rule("sign", on=InvitationRound)
def somebody_else_signs(member: Member, it: InvitationRound) -> bool:
    return member.role in MANAGE and member.id != it.prepared_by_id


@rule("read", on=Candidacy)
@rule("answer", on=Candidacy)
def the_invited_read_and_answer(member: Member, it: Candidacy) -> bool:
    return member.id == it.member_id and it.invited_at is not None
