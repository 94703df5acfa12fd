"""Which second factors a member has, and how all of them go."""

from sqlalchemy import delete, exists, or_, select

from community.db import db, transaction
from community.entrance.factors.apps import WrongCode, fits_an_app
from community.entrance.factors.models import (
    AuthenticatorApp,
    Change,
    Passkey,
    PasskeyChallenge,
    RecoveryCode,
)
from community.entrance.factors.recording import record_change
from community.entrance.factors.recovery import use_code
from community.members import Member

DIGITS = 6


def has_second_factor(member: Member) -> bool:
    app = exists().where(AuthenticatorApp.member_id == member.id)
    key = exists().where(Passkey.member_id == member.id)
    return bool(db.session.scalar(select(or_(app, key))))


def prove_by_code(member: Member, said: str) -> None:
    """By six digits of an app, or by a recovery code. Raises WrongCode."""
    word = "".join(said.split())
    right = fits_an_app(member, word) if is_of_an_app(word) else use_code(member, word)
    if not right:
        raise WrongCode


def is_of_an_app(word: str) -> bool:
    return len(word) == DIGITS and word.isascii() and word.isdecimal()


def forget_codes_without_factor(member: Member) -> None:
    """Recovery codes stand in for a factor: without one there is nothing to recover. In a transaction."""
    if not has_second_factor(member):
        db.session.execute(delete(RecoveryCode).where(RecoveryCode.member_id == member.id))


def remove_all(member: Member) -> None:
    """For who has lost everything, once an administrator knows who is asking."""
    with transaction():
        for model in (AuthenticatorApp, Passkey, PasskeyChallenge, RecoveryCode):
            db.session.execute(delete(model).where(model.member_id == member.id))
        record_change(member, Change.ALL_REMOVED)
