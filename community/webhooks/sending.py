"""A letter is tried at once and then ever later, for three days; an address that hears nothing is paused."""

import json
from datetime import timedelta
from typing import Any

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import delete, select

from community import clock
from community.audit import audit
from community.contributions import Audience
from community.db import db, transaction
from community.entrance.factors.sealing import Unreadable, unseal
from community.jobs import at, job, nightly
from community.links import Unfetchable, post
from community.members import Member, Role
from community.notifications.kinds import Kind
from community.notifications.notifying import notify
from community.webhooks.events import Event
from community.webhooks.models import Webhook, WebhookLetter
from community.webhooks.signing import headers_for

PATIENCE = 5.0  # seconds for an answer
AGAIN = (  # after the first, the second … try that did not arrive
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=20),
    timedelta(hours=36),
)
PAUSED_AFTER = timedelta(days=4)  # in which nothing arrived
KEPT = timedelta(days=30)
GONE = 410


@job
def send(letter_id: int) -> None:
    """Once more, unless it is too late for it."""
    letter = db.session.get(WebhookLetter, letter_id)
    if letter is None or letter.arrived_at or letter.given_up_at or letter.webhook.paused_at:
        return
    if (said := facts_of(letter)) is None:
        with transaction():
            db.session.delete(letter)
        return
    _note(letter, _posted(letter, said))


def facts_of(letter: WebhookLetter) -> dict[str, Any] | None:
    """What it says; none where there is nothing to be told any more."""
    it, member = letter.contribution, letter.member
    made_at = letter.made_at.isoformat(timespec="milliseconds")
    data: dict[str, Any] = {}
    if letter.contribution_id is not None:
        if it is None or (letter.event is not Event.WITHDRAWN and not _is_for_all(letter)):
            return None
        data |= {"id": it.id, "kind": it.kind, "url": _place(letter)}
    if letter.member_id is not None:
        if member is None or member.left_at:
            return None
        data["member"] = member.handle
    return {"type": letter.event, "timestamp": made_at, "data": data}


def _is_for_all(letter: WebhookLetter) -> bool:
    it = letter.contribution
    return it is not None and it.is_readable and it.audience is Audience.MEMBERS


def _place(letter: WebhookLetter) -> str:
    """Its address; of what was taken away, without the words that its author took back."""
    it = letter.contribution
    assert it is not None  # noqa: S101  the caller has looked
    path = f"{it.home}/{it.id}" if letter.event is Event.WITHDRAWN else it.url
    return f"{current_app.config['PUBLIC_URL'].rstrip('/')}{path}"


def _posted(letter: WebhookLetter, said: dict[str, Any]) -> int | None:
    """What the site answered; none: nobody did."""
    body = json.dumps(said, ensure_ascii=False).encode()
    address, key, sealed = letter.webhook.address, letter.key, letter.webhook.secret
    db.session.rollback()  # nothing is held while we wait for another house
    try:
        headers = headers_for(unseal(sealed), key, int(clock.now().timestamp()), body)
        return post(address, body, headers, patience=PATIENCE).status
    except (Unfetchable, Unreadable):
        return None


def _note(letter: WebhookLetter, status: int | None) -> None:
    with transaction():
        hook, now = letter.webhook, clock.now()
        letter.status, letter.tried_at, letter.tries = status, now, letter.tries + 1
        if status is not None and 200 <= status < 300:  # noqa: PLR2004  HTTP's word for a success
            letter.arrived_at, hook.failing_since = now, None
            return
        hook.failing_since = hook.failing_since or now
        if letter.tries <= len(AGAIN):
            at(now + AGAIN[letter.tries - 1], send, letter.id)
        else:
            letter.given_up_at = now
        if status == GONE or now - hook.failing_since > PAUSED_AFTER:
            _give_up(hook)


def _give_up(hook: Webhook) -> None:
    """Its keepers are told, and can let it go on."""
    hook.paused_at = clock.now()
    audit("webhook.paused", f"webhook {hook.id}", None)
    keepers = db.session.scalars(
        select(Member.id).where(Member.role == Role.ADMINISTRATOR, Member.suspended_at.is_(None))
    )
    words = _("A web hook was paused, for its site does not take what it is told.")
    notify(Kind.CLUB, keepers, url="/settings/webhooks", key=f"webhook:{hook.id}:{clock.today()}", text=words)


@nightly
def forget_old_letters() -> None:
    with transaction():
        db.session.execute(delete(WebhookLetter).where(WebhookLetter.made_at < clock.now() - KEPT))
