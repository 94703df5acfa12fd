"""What proves a member besides the password, as it is remembered."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from community import clock
from community.belonging import OWN, SECRET
from community.db import Model


class AuthenticatorApp(Model):
    """An app on a phone that shows another six digits every thirty seconds (RFC 6238)."""

    __tablename__ = "authenticator_app"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True, info=OWN)
    name: Mapped[str]
    sealed_secret: Mapped[str] = mapped_column(info=SECRET)
    last_step: Mapped[int] = mapped_column(default=0)  # of thirty seconds since 1970: no code counts twice
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    used_at: Mapped[datetime | None]


class Passkey(Model):
    """A key that a phone, a computer or a stick keeps; we know its public half (WebAuthn)."""

    __tablename__ = "passkey"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True, info=OWN)
    name: Mapped[str]
    credential: Mapped[str] = mapped_column(unique=True)  # its id, as base64url
    public_key: Mapped[str]  # as base64url
    uses: Mapped[int] = mapped_column(BigInteger, default=0)  # as the key itself counts; many always say 0
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    used_at: Mapped[datetime | None]


class PasskeyChallenge(Model):
    """What a passkey is asked to sign: once, and soon."""

    __tablename__ = "passkey_challenge"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True, info=OWN)
    secret: Mapped[str] = mapped_column(unique=True, info=SECRET)
    made_at: Mapped[datetime] = mapped_column(default=clock.now)


class RecoveryCode(Model):
    """A word on paper for the day the phone is lost; it works once."""

    __tablename__ = "recovery_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True, info=OWN)
    code_hash: Mapped[str] = mapped_column(unique=True, info=SECRET)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    used_at: Mapped[datetime | None]


class Change(StrEnum):
    """What happens to the locks of a membership, and is told to its member."""

    APP_ADDED = "app added"
    APP_REMOVED = "app removed"
    PASSKEY_ADDED = "passkey added"
    PASSKEY_REMOVED = "passkey removed"
    CODES_MADE = "recovery codes made"
    CODE_USED = "recovery code used"
    ACCOUNT_LINKED = "account linked"
    ACCOUNT_UNLINKED = "account unlinked"
    ALL_REMOVED = "all removed by an administrator"
    GUESSED_AT = "many wrong codes"


class LockChange(Model):
    """One line of the record of a membership's locks. It is written, never changed."""

    __tablename__ = "lock_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True, info=OWN)
    what: Mapped[Change]
    name: Mapped[str] = mapped_column(default="")  # of the app or key
    browser: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(default=clock.now)
