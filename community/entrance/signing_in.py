"""A member comes in, and goes out."""

from sqlalchemy import func, or_, select

from community.db import Refusal, db, transaction
from community.entrance.factors.having import has_second_factor
from community.entrance.passwords import fits
from community.entrance.sessions import Session, end_sessions, open_session
from community.members import Member


class WrongPassword(Refusal):
    """The same words whether the address or the password is wrong: a stranger learns nothing."""


class Suspended(Refusal):
    """Said only to somebody who has proven who they are."""

    def __init__(self, member: Member) -> None:
        super().__init__("This membership is suspended.")
        self.member, self.until = member, member.suspended_until


class HalfIn(Refusal):
    """The password is right, and the member has a second factor that must be shown as well."""

    def __init__(self, member: Member) -> None:
        super().__init__("A code is needed besides the password.")
        self.member = member


def sign_in(name: str, password: str, browser: str = "") -> str:
    """By handle or e-mail address; answers the token of the new session. Raises HalfIn, too."""
    member = proven(name, password)
    if has_second_factor(member):
        raise HalfIn(member)
    return let_in(member, browser)


def proven(name: str, password: str) -> Member:
    """Who this is, as far as a password proves it: half of the way in, for whoever has a second factor."""
    member = called(name)
    right = fits(password, member.password_hash if member else None)
    if not member or not right:
        raise WrongPassword
    if member.suspended_at:
        raise Suspended(member)
    return member


def let_in(member: Member, browser: str) -> str:
    """Always a new session: whatever token the browser brought is worth nothing."""
    with transaction():
        return open_session(member, browser)


def called(name: str) -> Member | None:
    spelled = name.replace("\0", "").strip().lower()
    by_name = or_(func.lower(Member.email) == spelled, Member.handle == spelled.removeprefix("@"))
    return db.session.scalar(select(Member).where(by_name))


def sign_out(session: Session) -> None:
    with transaction():
        end_sessions(session.member, only=session.id)
