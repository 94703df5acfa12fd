"""Who may change the score's rules: managers propose, another of them signs or declines."""

from community.members import Member
from community.permissions import rule
from programme.policies.models import PolicyProposal
from programme.selection.models import MANAGE


@rule("propose", on=PolicyProposal)
def managers_propose(member: Member, _kind: type[PolicyProposal]) -> bool:
    return member.role in MANAGE


@rule("read", on=PolicyProposal)
@rule("prepare", on=PolicyProposal)
@rule("withdraw", on=PolicyProposal)
def managers_keep_proposals(member: Member, _it: PolicyProposal) -> bool:
    return member.role in MANAGE


@rule("sign", on=PolicyProposal)
def somebody_else_decides(member: Member, it: PolicyProposal) -> bool:
    return member.role in MANAGE and member.id != it.proposed_by_id
