"""A pass to one stream for one member; it stands in the path, so that it opens all that a playlist names."""

import hmac
from datetime import timedelta
from hashlib import sha256

from flask import current_app

from community import clock

LASTS = timedelta(minutes=15)
ROUNDED = 300  # seconds: members who come together have passes that end together


def pass_for(stream_id: int, member_id: int) -> tuple[str, float]:
    """The pass, and when it ends, in seconds since 1970."""
    ends = int((clock.now() + LASTS).timestamp()) // ROUNDED * ROUNDED + ROUNDED
    return f"{member_id}.{ends}.{_signature(stream_id, member_id, ends)}", float(ends)


def holder_of(given: str, stream_id: int) -> int | None:
    """The id of the member whom a pass lets in just now; none whom it does not."""
    member, _dot, rest = given.partition(".")
    ends, _dot, signature = rest.partition(".")
    if not (member.isascii() and member.isdecimal() and ends.isascii() and ends.isdecimal()):
        return None
    if len(member) + len(ends) > 30 or int(ends) < clock.now().timestamp():  # noqa: PLR2004
        return None
    right = hmac.compare_digest(signature.encode(), _signature(stream_id, int(member), int(ends)).encode())
    return int(member) if right else None


def _signature(stream_id: int, member_id: int, ends: int) -> str:
    key = current_app.config["SECRET_KEY"].encode()
    return hmac.new(key, f"film {stream_id} {member_id} {ends}".encode(), sha256).hexdigest()[:32]
