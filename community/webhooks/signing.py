"""A letter is signed as the Standard Webhooks specification says, so that libraries for it can check it."""

import base64
import hashlib
import hmac
import secrets

BEGINS = "whsec_"


def new_secret() -> str:
    return BEGINS + base64.b64encode(secrets.token_bytes(32)).decode()


def signature(secret: str, key: str, seconds: int, body: bytes) -> str:
    """`seconds` since 1970: a site refuses what is too old, so that nobody can send a letter again."""
    signed = f"{key}.{seconds}.".encode() + body
    mac = hmac.digest(base64.b64decode(secret.removeprefix(BEGINS)), signed, hashlib.sha256)
    return f"v1,{base64.b64encode(mac).decode()}"


def headers_for(secret: str, key: str, seconds: int, body: bytes) -> dict[str, str]:
    return {
        "Content-Type": "application/json",
        "webhook-id": key,
        "webhook-timestamp": str(seconds),
        "webhook-signature": signature(secret, key, seconds, body),
    }
