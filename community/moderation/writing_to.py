"""Who is kept out cannot sign in to read why: it is written to them, with a way to appeal."""

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _
from itsdangerous import BadSignature, URLSafeSerializer

from community.db import db
from community.mail import send
from community.moderation.models import Decision
from community.words import exact


def write_to_who_is_kept_out(decision: Decision) -> None:
    """Must be called inside a transaction."""
    member = decision.member
    with force_locale(member.language):
        until = _("until %(day)s", day=exact(decision.until)) if decision.until else _("until we lift it")
        text = _(
            "Your membership is suspended %(until)s. Read why, and appeal if we are wrong:\n\n%(url)s",
            until=until,
            url=f"{current_app.config['PUBLIC_URL']}{decision.url}?key={key_to(decision)}",
        )
        send(member.email, _("Your membership is suspended"), text, member.language)


def key_to(decision: Decision) -> str:
    """Opens this one page without signing in."""
    return str(_signer().dumps(decision.id))


def opens(key: str) -> Decision | None:
    try:
        id = _signer().loads(key)
    except BadSignature:
        return None
    return db.session.get(Decision, id)


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="a decision")
