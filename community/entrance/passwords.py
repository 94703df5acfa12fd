"""Passwords: hashed with argon2id in a native thread, so that nobody else waits for it."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from community.aside import aside

_hasher = PasswordHasher()
# Checked when nobody has the address, so that a stranger cannot tell by the time it takes.
_NOBODY = _hasher.hash("the password of nobody at all")


def hashed(password: str) -> str:
    return aside(_hasher.hash, password)


def fits(password: str, password_hash: str | None) -> bool:
    try:
        return aside(_hasher.verify, password_hash or _NOBODY, password) and password_hash is not None
    except (VerificationError, InvalidHashError):
        return False
