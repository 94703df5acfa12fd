"""A member comes in, and goes out."""

from sqlalchemy import delete, func, or_, select

from community.db import Refusal, db, transaction
from community.entrance.passwords import fits
from community.entrance.sessions import Session, open_session
from community.members import Member


class WrongPassword(Refusal):
    """The same words whether the address or the password is wrong: a stranger learns nothing."""


def sign_in(name: str, password: str, browser: str = "") -> tuple[Member, str]:
    """By handle or e-mail address; answers the member and the token of the new session."""
    spelled = name.strip().lower().removeprefix("@")
    member = db.session.scalar(
        select(Member).where(or_(func.lower(Member.email) == spelled, Member.handle == spelled))
    )
    right = fits(password, member.password_hash if member else None)
    if not (member and right and member.suspended_at is None):
        raise WrongPassword
    with transaction():
        token = open_session(member, browser)
    return member, token


def sign_out(session: Session) -> None:
    with transaction():
        db.session.execute(delete(Session).where(Session.id == session.id))
