"""The way out of a mail: one click, signed in or not, of a mail program or of a person."""

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from community.db import db, transaction
from community.members import Member
from community.notifications.bells import bell_of, own_bell, plan_digest
from community.notifications.kinds import USUAL, Channel, Channels, Kind
from community.notifications.listeners import wish, wishes_of
from community.notifications.models import Rhythm

ALL, DIGEST = "mail", "digest"


def way_out(member_id: int, what: str) -> str:
    """`what` is a kind of news, all mail about news, or the digest."""
    return f"{current_app.config['PUBLIC_URL']}/unsubscribe/{_signer().dumps([member_id, what])}"


def one_click(member_id: int, what: str) -> dict[str, str]:
    """RFC 8058: a mail program shows a button, and presses it for its reader."""
    return {
        "List-Unsubscribe": f"<{way_out(member_id, what)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def read(token: str) -> tuple[Member, str] | None:
    """Who wants out of what; None for a token that is not of ours."""
    try:
        member_id, what = _signer().loads(token)
    except (BadSignature, ValueError, TypeError):
        return None
    member = db.session.get(Member, member_id)
    return (member, what) if member else None


def is_out(member: Member, what: str) -> bool:
    """Nothing of the kind goes out by mail any more."""
    if what == DIGEST:
        return bell_of(member).digest is Rhythm.NEVER
    asked = [Kind(what)] if what != ALL else list(Kind)
    wanted = wishes_of(member.id)
    return not any(Channel.MAIL in wanted[kind] for kind in asked)


def take_out(member: Member, what: str) -> None:
    """Twice is once."""
    _turn(member, what, on=False)


def put_back(member: Member, what: str) -> None:
    _turn(member, what, on=True)


def _turn(member: Member, what: str, *, on: bool) -> None:
    if what == DIGEST:
        with transaction():
            bell = own_bell(member)
            bell.digest = Rhythm.WEEKLY if on else Rhythm.NEVER
            plan_digest(bell, member)
        return
    wanted, mail = wishes_of(member.id), Channels({Channel.MAIL})
    if what != ALL:
        kind = Kind(what)
        wish(member, {kind: wanted[kind] | mail if on else wanted[kind] - mail})
    else:
        wish(
            member,
            {kind: wanted[kind] | (USUAL[kind] & mail) if on else wanted[kind] - mail for kind in Kind},
        )


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="unsubscribe")
