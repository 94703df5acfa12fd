"""What happens to the locks of a membership is written down, and told to its member by mail."""

from collections.abc import Sequence

from flask import current_app, has_request_context, request
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import select

from community.db import db
from community.entrance.factors.models import Change, LockChange
from community.mail import send
from community.members import Member

SHOWN = 20


def record_change(member: Member, what: Change, name: str = "") -> None:
    """Must be called inside a transaction."""
    browser = request.headers.get("User-Agent", "")[:200] if has_request_context() else ""
    db.session.add(LockChange(member_id=member.id, what=what, name=name, browser=browser))
    with force_locale(member.language):
        text = "\n\n".join(
            [
                _("Hello %(name)s,", name=member.name),
                in_words(what, name),
                _(
                    "If it was not you, set a new password at once and look at what opens your membership: "
                    "%(address)s",
                    address=f"{current_app.config['PUBLIC_URL']}/settings/second-factor",
                ),
            ]
        )
        send(member.email, _("The locks of your membership were changed"), text, member.language)


def changes_of(member: Member) -> Sequence[LockChange]:
    """The latest first."""
    mine = select(LockChange).where(LockChange.member_id == member.id)
    return db.session.scalars(mine.order_by(LockChange.id.desc()).limit(SHOWN)).all()


def in_words(what: Change, name: str) -> str:
    return {
        Change.APP_ADDED: _("The app “%(name)s” was added as a second factor.", name=name),
        Change.APP_REMOVED: _("The app “%(name)s” is no second factor any more.", name=name),
        Change.PASSKEY_ADDED: _("The passkey “%(name)s” was added as a second factor.", name=name),
        Change.PASSKEY_REMOVED: _("The passkey “%(name)s” is no second factor any more.", name=name),
        Change.CODES_MADE: _("New recovery codes were made; older ones open nothing."),
        Change.CODE_USED: _("A recovery code was used."),
        Change.ACCOUNT_LINKED: _("Your account of %(name)s opens your membership from now on.", name=name),
        Change.ACCOUNT_UNLINKED: _("Your account of %(name)s opens your membership no more.", name=name),
        Change.ALL_REMOVED: _("An administrator removed all second factors, because you could not come in."),
        Change.GUESSED_AT: _("Somebody who knows the password gave many wrong codes and has to wait."),
    }[what]
