"""Between the password and the second factor: known to nobody but this browser, for ten minutes."""

from typing import NamedTuple

from flask import current_app, redirect, session
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.wrappers import Response

from community.db import Refusal, db
from community.entrance.sessions import digest
from community.members import Member

PATIENCE = 600  # seconds
KEPT, PAGE = "half_in", "/sign-in/second-factor"


class TooLate(Refusal):
    """Nobody has given a password here lately."""


class Waiting(NamedTuple):
    """Who is half in, and the page of ours that was wanted."""

    member: Member
    wanted: str


def go_on_to_the_second_step(member: Member, wanted: str) -> Response:
    session[KEPT] = _signer().dumps([member.id, _fingerprint(member), wanted])
    return redirect(PAGE, code=303)


def one_half_in() -> Waiting:
    """Raises TooLate, also when the password was changed or the member suspended meanwhile."""
    try:
        id, fingerprint, wanted = _signer().loads(session.get(KEPT, ""), max_age=PATIENCE)
    except BadSignature as late:
        raise TooLate from late
    member = db.session.get(Member, id)
    if not member or member.suspended_at or fingerprint != _fingerprint(member):
        raise TooLate
    return Waiting(member, wanted)


def no_longer_half_in() -> None:
    session.pop(KEPT, None)


def _fingerprint(member: Member) -> str:
    return digest(f"{member.id} {member.password_hash}")[:24]


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt="half way in")
