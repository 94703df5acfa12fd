"""Who sees circles: those who look after the club's manners; and nobody judges one of which he is a part."""

from sqlalchemy import exists, select

from community.db import db
from community.engagement.credibility.models import Circle, CircleSeat
from community.members import Member, Role
from community.permissions import rule

CAREFUL = {Role.MODERATOR, Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR}


@rule("see_all", on=Circle)
def moderators_see_circles(member: Member, _kind: type[Circle]) -> bool:
    return member.role in CAREFUL


@rule("read", on=Circle)
def moderators_see_a_circle(member: Member, _circle: Circle) -> bool:
    return member.role in CAREFUL


@rule("clear", on=Circle)
def others_say_that_nothing_is_wrong(member: Member, circle: Circle) -> bool:
    seat = exists().where(CircleSeat.circle_id == circle.id, CircleSeat.member_id == member.id)
    return member.role in CAREFUL and not db.session.scalar(select(seat))
