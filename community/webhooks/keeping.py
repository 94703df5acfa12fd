"""Administrators add addresses, renew their secrets, pause and remove them. A secret is shown once."""

from collections.abc import Collection, Sequence

from sqlalchemy import delete, func, select
from sqlalchemy.orm import joinedload

from community import clock
from community.audit import audit
from community.db import Refusal, db, transaction
from community.entrance.factors.sealing import seal
from community.links import plain_address
from community.links.addresses import place_of
from community.members import Member
from community.permissions import require
from community.webhooks.events import CHOICES
from community.webhooks.models import Webhook, WebhookLetter
from community.webhooks.signing import new_secret

MOST = 20


class NotSafe(Refusal):
    """Letters go over https: on the way nobody reads them."""


class TellsNothing(Refusal):
    """It was given nothing to tell."""


class ToldAlready(Refusal):
    """One address hears each thing once."""


class TooManyHooks(Refusal):
    """Each of them is tried for days."""


def add_webhook(address: str, events: Collection[str], by: Member) -> tuple[Webhook, str]:
    """Answers it and its secret, which cannot be told again. Raises NoAddress for what is none."""
    require(by, "keep", Webhook)
    place = place_of(address)
    wishes = [event for event in CHOICES if event in events]
    if place.scheme != "https":
        raise NotSafe
    if not wishes:
        raise TellsNothing
    with transaction():
        _may_be_added(place.url)
        secret = new_secret()
        hook = Webhook(address=place.url, wishes=" ".join(wishes), secret=seal(secret), made_by_id=by.id)
        db.session.add(hook)
        db.session.flush()
        audit("webhook.added", f"webhook {hook.id}", by.id)
    return hook, secret


def renew_secret(hook: Webhook, by: Member) -> str:
    """From now on letters are signed with another one."""
    require(by, "keep", Webhook)
    secret = new_secret()
    with transaction():
        hook.secret = seal(secret)
        audit("webhook.renewed", f"webhook {hook.id}", by.id)
    return secret


def pause(hook: Webhook, by: Member, *, on: bool = True) -> None:
    """While it is paused it is told nothing, also not later."""
    require(by, "keep", Webhook)
    with transaction():
        hook.paused_at = clock.now() if on else None
        hook.failing_since = None
        audit("webhook.paused" if on else "webhook.resumed", f"webhook {hook.id}", by.id)


def remove_webhook(hook: Webhook, by: Member) -> None:
    require(by, "keep", Webhook)
    with transaction():
        audit("webhook.removed", f"webhook {hook.id}", by.id)
        db.session.execute(delete(WebhookLetter).where(WebhookLetter.webhook_id == hook.id))
        db.session.execute(delete(Webhook).where(Webhook.id == hook.id))


def webhooks() -> Sequence[Webhook]:
    return db.session.scalars(select(Webhook).order_by(Webhook.id).options(joinedload(Webhook.made_by))).all()


def letters_to(hook: Webhook, most: int = 50) -> Sequence[WebhookLetter]:
    """The newest first."""
    sent = select(WebhookLetter).where(WebhookLetter.webhook_id == hook.id)
    return db.session.scalars(sent.order_by(WebhookLetter.id.desc()).limit(most)).all()


def _may_be_added(address: str) -> None:
    there = list(db.session.scalars(select(Webhook.address)))
    if plain_address(address) in map(plain_address, there):
        raise ToldAlready
    if (db.session.scalar(select(func.count(Webhook.id))) or 0) >= MOST:
        raise TooManyHooks
