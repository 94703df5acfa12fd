"""Who keeps outlets."""

from community.members import Member, Role
from community.permissions import rule
from livestream.outlets.models import Outlet


@rule("keep", on=Outlet)
def administrators_keep_outlets(member: Member, _it: Outlet | type[Outlet]) -> bool:
    return member.role is Role.ADMINISTRATOR
