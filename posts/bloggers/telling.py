"""Who is told what becomes of an application or a badge."""

from sqlalchemy import select

from community.db import db
from community.members import Member
from community.notifications.kinds import Kind
from community.notifications.notifying import notify
from posts.bloggers.models import Application
from posts.bloggers.rules import DECIDE


def tell_deciders(it: Application) -> None:
    """Must be called inside a transaction."""
    deciders = db.session.scalars(select(Member.id).where(Member.role.in_(DECIDE))).all()
    thing = f"application {it.id}"
    notify(Kind.REVIEW, deciders, by=it.member, url=it.place, thing=thing, outcome="application")


def tell_member(member_id: int, outcome: str, it: Application | None = None) -> None:
    """`outcome`: more, verified, not_verified, badge_ends, badge_renewed or badge_ended."""
    thing = f"application {it.id}" if it else f"badge {member_id}"
    notify(Kind.REVIEW, [member_id], url=Application.url, thing=thing, outcome=outcome)
