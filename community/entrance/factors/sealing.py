"""Secrets that must be read again, sealed with a key that the database does not hold."""

import base64

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import current_app

from community.db import Refusal


class Unreadable(Refusal):
    """It was sealed under another SECRET_KEY, or was never ours."""


def seal(secret: str) -> str:
    return _box().encrypt(secret.encode()).decode()


def unseal(sealed: str, good_for: int | None = None) -> str:
    """`good_for`: seconds after which it is unreadable."""
    try:
        return _box().decrypt(sealed.encode(), ttl=good_for).decode()
    except InvalidToken as broken:
        raise Unreadable from broken


def _box() -> Fernet:
    key = HKDF(SHA256(), length=32, salt=None, info=b"second factors").derive(_key())
    return Fernet(base64.urlsafe_b64encode(key))


def _key() -> bytes:
    return str(current_app.config["SECRET_KEY"]).encode()
