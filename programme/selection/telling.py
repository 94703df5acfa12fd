"""Who is told what of a round: the invited of their invitation, the managers of what waits for them."""

from sqlalchemy import select

from community.db import db
from community.members import Member
from community.notifications.kinds import Kind
from community.notifications.notifying import notify
from programme.selection.models import MANAGE, Candidacy, InvitationRound


def tell_signers(it: InvitationRound, by: Member) -> None:
    """All who may sign it. Must be called inside a transaction."""
    managers = db.session.scalars(select(Member.id).where(Member.role.in_(MANAGE))).all()
    notify(Kind.SELECTED, managers, by=by, url=it.url, what="to_sign", name=it.name, thing=f"round {it.id}")


def tell_invited(it: Candidacy) -> None:
    _tell(it, "invited")


def tell_reminded(it: Candidacy) -> None:
    _tell(it, "reminder")


def tell_end(it: Candidacy) -> None:
    _tell(it, "ended")


def _tell(it: Candidacy, what: str) -> None:
    until = it.ends_at.isoformat() if it.ends_at else ""
    thing = f"invitation {it.id} {what}"
    notify(Kind.SELECTED, [it.member_id], url=it.url, key=thing, what=what, until=until, thing=thing)
