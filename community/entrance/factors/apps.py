"""An app with codes: joined by a secret both know, believed once for each code."""

from collections.abc import Iterator, Sequence
from hmac import compare_digest

import pyotp
from flask_babel import gettext as _
from sqlalchemy import select, update

from community import clock
from community.db import Refusal, db, transaction
from community.entrance.factors.models import AuthenticatorApp, Change
from community.entrance.factors.recording import record_change
from community.entrance.factors.sealing import Unreadable, seal, unseal
from community.members import Member

CLUB = "Members Zone"
STEP = 30  # seconds that a code is shown
DRIFT = 1  # steps a phone's clock may be off
LONGEST_NAME = 60
MOST = 5


class WrongCode(Refusal):
    """It fits none of the member's apps now, or was used already."""


class TooManyFactors(Refusal):
    """Nobody keeps an eye on that many."""


def new_secret() -> str:
    return pyotp.random_base32()


def address_of(secret: str, member: Member) -> str:
    """What the app reads from the picture: otpauth://…"""
    return pyotp.TOTP(secret).provisioning_uri(name=member.handle, issuer_name=CLUB)


def add_app(member: Member, secret: str, code: str, name: str) -> AuthenticatorApp:
    """Only with a code that proves the phone has the secret. Raises WrongCode or TooManyFactors."""
    step = step_of(secret, code)
    if step is None:
        raise WrongCode
    with transaction():
        if len(apps_of(member)) >= MOST:
            raise TooManyFactors
        app = AuthenticatorApp(
            member_id=member.id, name=tidy(name) or _("My phone"), sealed_secret=seal(secret), last_step=step
        )
        db.session.add(app)
        record_change(member, Change.APP_ADDED, app.name)
    return app


def fits_an_app(member: Member, code: str) -> bool:
    """Of two who send the same code at once, one is believed."""
    with transaction():
        return any(_uses_up(app, code) for app in apps_of(member))


def remove_app(member: Member, id: int) -> bool:
    """Answers whether it was there. Must be called inside a transaction."""
    app = db.session.get(AuthenticatorApp, id)
    if not app or app.member_id != member.id:
        return False
    db.session.delete(app)
    record_change(member, Change.APP_REMOVED, app.name)
    return True


def apps_of(member: Member) -> Sequence[AuthenticatorApp]:
    mine = select(AuthenticatorApp).where(AuthenticatorApp.member_id == member.id)
    return db.session.scalars(mine.order_by(AuthenticatorApp.id)).all()


def step_of(secret: str, code: str) -> int | None:
    """Of which thirty seconds this is the code, if of any near now."""
    said = "".join(code.split())
    codes = pyotp.TOTP(secret)
    return next((step for step in _near_now() if compare_digest(codes.at(step * STEP), said)), None)


def tidy(name: str) -> str:
    return " ".join(name.replace("\0", "").split())[:LONGEST_NAME]


def _near_now() -> Iterator[int]:
    now = int(clock.now().timestamp()) // STEP
    yield from range(now - DRIFT, now + DRIFT + 1)


def _uses_up(app: AuthenticatorApp, code: str) -> bool:
    try:
        step = step_of(unseal(app.sealed_secret), code)
    except Unreadable:
        return False
    if step is None:
        return False
    unused = (AuthenticatorApp.id == app.id) & (AuthenticatorApp.last_step < step)
    using = update(AuthenticatorApp).where(unused).values(last_step=step, used_at=clock.now())
    return bool(db.session.execute(using).rowcount)  # type: ignore[attr-defined]  # an UPDATE has one
