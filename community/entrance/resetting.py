"""A member has forgotten the password, or wants another."""

import hashlib

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _
from itsdangerous import BadSignature, URLSafeTimedSerializer

from community.db import Refusal, db, transaction
from community.entrance.joining import Wrong
from community.entrance.passwords import fits, hashed, wrong_with_password
from community.entrance.sessions import end_sessions
from community.entrance.signing_in import called
from community.entrance.tokens import revoke_tokens
from community.jobs import job, later
from community.mail import send
from community.members import Member

GOOD_FOR = 3600  # seconds


class DeadLink(Refusal):
    """A link that was used, is over an hour old, or was never ours."""


def forgot(name: str) -> None:
    """Whoever this is, or nobody: the same work is done here, and only the worker looks."""
    with transaction():
        later(help_back_in, name[:320])


@job
def help_back_in(name: str) -> None:
    member = called(name)
    if not member or member.suspended_at:
        return
    address = f"{current_app.config['PUBLIC_URL']}/password/{reset_token(member)}"
    with transaction(), force_locale(member.language):
        lines = [
            _("Hello %(name)s,", name=member.name),
            _("somebody, we hope you, wants to set a new password for your membership."),
            _("This link does it. It works once, within an hour:"),
            address,
            _("If it was not you, leave this letter: your password stays as it is."),
        ]
        send(member.email, _("A new password for Members Zone"), "\n\n".join(lines), member.language)


def reset_token(member: Member) -> str:
    return _signer().dumps([member.id, _fingerprint(member)])


def member_of(token: str, *, held: bool = False) -> Member:
    """Whom a link lets in. Raises DeadLink once the password is another than when it was written.

    `held`: until the transaction ends, so that of two who use it at once one is late.
    """
    try:
        member_id, fingerprint = _signer().loads(token, max_age=GOOD_FOR)
    except BadSignature as dead:
        raise DeadLink from dead
    member = db.session.get(Member, member_id, with_for_update=held or None)
    if not member or member.suspended_at or fingerprint != _fingerprint(member):
        raise DeadLink
    return member


def reset_password(token: str, new: str) -> Member:
    """Every session ends: somebody else may have known the old one."""
    refuse_bad(new, member_of(token), field="password")
    kept = hashed(new)
    with transaction():
        member = member_of(token, held=True)
        set_password(member, kept)
    return member


def change_password(member: Member, old: str, new: str, *, keep: int | None = None) -> None:
    """Every session ends but the one to `keep`."""
    if not fits(old, member.password_hash):
        raise Wrong({"old": _("This is not your password.")})
    refuse_bad(new, member, field="new")
    kept = hashed(new)
    with transaction():
        set_password(member, kept, keep=keep)


def set_password(member: Member, password_hash: str, *, keep: int | None = None) -> None:
    """Must be called inside a transaction. Tokens end too. Tells the member by mail: a thief would not."""
    member.password_hash = password_hash
    end_sessions(member, but=keep)
    revoke_tokens(member)
    with force_locale(member.language):
        text = _(
            "Your password for Members Zone was changed just now, and every other device is signed out. "
            "If it was not you, set a new one at once: %(address)s",
            address=f"{current_app.config['PUBLIC_URL']}/sign-in/forgotten",
        )
        send(member.email, _("Your password was changed"), text, member.language)


def refuse_bad(new: str, member: Member, field: str) -> None:
    if wrong := wrong_with_password(new, (member.handle, member.name, member.email)):
        raise Wrong({field: wrong})


def _fingerprint(member: Member) -> str:
    return hashlib.sha256(f"{member.id}:{member.email}:{member.password_hash}".encode()).hexdigest()[:24]


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt="a new password")
