"""A pass to one stream for one member; it stands in the path, so that it opens all that a playlist names.

Its signature has two halves: ours, and one that nginx checks by itself (secure_link, which knows only MD5)
with a secret that opens nothing else. We look at both.
"""

import base64
import hmac
from datetime import timedelta
from hashlib import md5, sha256

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


def ends_at(given: str) -> float:
    """When a pass that was found to be ours ends, in seconds since 1970."""
    return float(given.split(".")[1])


def home_of(stream_id: int, given: str) -> str:
    """What all addresses of a film begin with, for whoever has the pass `given`."""
    return f"{current_app.config['FILM_URL']}/{given}/{stream_id}"


def secret_of_edges() -> str:
    """What edges check passes with. Whoever has it can watch, and do nothing else."""
    return _keyed("edges of films")


def _signature(stream_id: int, member_id: int, ends: int) -> str:
    """32 hexadecimal digits of ours, 22 of base64 for edges."""
    words = f"{ends} {stream_id} {member_id} {secret_of_edges()}"
    for_edges = md5(words.encode(), usedforsecurity=False).digest()
    ours = _keyed(f"film {stream_id} {member_id} {ends}")[:32]
    return ours + base64.urlsafe_b64encode(for_edges).decode().rstrip("=")


def _keyed(words: str) -> str:
    return hmac.new(current_app.config["SECRET_KEY"].encode(), words.encode(), sha256).hexdigest()
