"""What happens becomes letters, in the transaction in which it happens."""

from uuid import uuid4

from sqlalchemy import exists, select

from community.contributions import Audience, Contribution
from community.db import db, rows_once, transaction
from community.engagement.activity import Activity
from community.engagement.record import when_recorded
from community.jobs import later
from community.members import Member
from community.moderation.effects import when_shown_or_hidden
from community.permissions import require
from community.webhooks.events import TOLD_BY, Event
from community.webhooks.models import Webhook, WebhookLetter
from community.webhooks.sending import send


@when_recorded
def hear_of(activity: Activity) -> None:
    if not (event := TOLD_BY.get(activity.deed)):
        return
    if not activity.reverses:
        tell_all(event, activity.contribution, activity.member_id)
    elif activity.contribution:
        tell_of_the_end(activity.contribution)


@when_shown_or_hidden
def tell_of_the_end(it: Contribution) -> None:
    """Those who were told of it hear that it is not there any more."""
    if it.is_readable:
        return
    told = exists().where(WebhookLetter.webhook_id == Webhook.id, WebhookLetter.contribution_id == it.id)
    for hook in _those_who_hear(Event.WITHDRAWN, told):
        write(hook, Event.WITHDRAWN, it.id, None)


def tell_all(event: Event, it: Contribution | None, member_id: int) -> None:
    """Only of what is for all members: an address outside is nobody's follower and of no tier."""
    if (it is not None and it.audience is not Audience.MEMBERS) or not rows_once(_open):
        return
    for hook in _those_who_hear(event):
        write(hook, event, it.id if it else None, member_id)


def send_a_test(hook: Webhook, by: Member) -> WebhookLetter:
    """It arrives like any other, and says of itself that it is a test."""
    require(by, "keep", Webhook)
    with transaction():
        return write(hook, Event.TEST, None, by.id)


def send_again(letter: WebhookLetter, by: Member) -> None:
    """The same letter with the same key: who has had it knows it."""
    require(by, "keep", Webhook)
    with transaction():
        letter.tries, letter.given_up_at, letter.arrived_at = 0, None, None
        later(send, letter.id)


def write(hook: Webhook, event: Event, contribution_id: int | None, member_id: int | None) -> WebhookLetter:
    """Must be called inside a transaction."""
    letter = WebhookLetter(
        webhook_id=hook.id,
        key=f"msg_{uuid4().hex}",
        event=event,
        contribution_id=contribution_id,
        member_id=member_id,
    )
    db.session.add(letter)
    db.session.flush()
    later(send, letter.id)
    return letter


_open = select(Webhook.id).where(Webhook.paused_at.is_(None)).limit(1)  # asked of every deed


def _those_who_hear(event: Event, *more: object) -> list[Webhook]:
    there = select(Webhook).where(Webhook.paused_at.is_(None), *more)  # type: ignore[arg-type]
    return [hook for hook in db.session.scalars(there) if event in hook.events]
