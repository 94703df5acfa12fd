"""Which other sites are told what, for programs of administrators."""

from typing import Annotated, Any

from flask import abort
from pydantic import Field

from community.api.answers import Answer, Moment, Page
from community.api.bodies import Body, Text
from community.api.doors import Api
from community.api.problems import say
from community.db import get_or_404
from community.entrance.tokens import Scope
from community.links.refusals import Unfetchable
from community.members import Member
from community.permissions import require
from community.webhooks import keeping
from community.webhooks.events import Event
from community.webhooks.models import Webhook, WebhookLetter
from community.webhooks.routes import said
from community.webhooks.writing import send_a_test, send_again

hooks = Api("webhooks", scope=Scope.ALL)


class NewWebhook(Body):
    """`address` begins with https://; `events` are what it is told."""

    address: Annotated[Text, Field(max_length=2000)]
    events: Annotated[list[Annotated[Event, Field(strict=False)]], Field(max_length=50)]


class Pause(Body):
    """While it is paused it is told nothing, also not later."""

    on: bool


class WebhookAnswer(Answer):
    id: int
    url: str
    address: str
    events: list[Event]
    created_at: Moment
    paused_at: Moment | None
    failing_since: Moment | None


class SecretAnswer(WebhookAnswer):
    """`secret`, with which letters are signed, is told this once."""

    secret: str


class LetterAnswer(Answer):
    """`status` is what the site answered last; null where nobody answered."""

    id: int
    event: Event
    made_at: Moment
    tries: int
    tried_at: Moment | None
    status: int | None
    arrived_at: Moment | None
    given_up_at: Moment | None


@hooks.get("/webhooks")
def list_webhooks(me: Member) -> Page[WebhookAnswer]:
    """The addresses that are told what happens: for administrators."""
    require(me, "keep", Webhook)
    return Page(items=[WebhookAnswer(**_facts(hook)) for hook in keeping.webhooks()])


@hooks.post("/webhooks", at="/webhooks", told_once="secret")
def let_hear(me: Member, sent: NewWebhook) -> SecretAnswer:
    """Tell an address what happens."""
    require(me, "keep", Webhook)
    hook, secret = keeping.add_webhook(sent.address.strip(), sent.events, by=me)
    return SecretAnswer(**_facts(hook), secret=secret)


@hooks.delete("/webhooks/<int:id>")
def let_hear_no_more(me: Member, id: int) -> None:
    """Tell an address nothing any more."""
    keeping.remove_webhook(_hook(id, me), by=me)


@hooks.post("/webhooks/<int:id>/secret", at="/webhooks", told_once="secret")
def renew_signature(me: Member, id: int) -> SecretAnswer:
    """Sign with another secret from now on."""
    hook = _hook(id, me)
    secret = keeping.renew_secret(hook, by=me)
    return SecretAnswer(**_facts(hook), secret=secret)


@hooks.post("/webhooks/<int:id>/pause", at="/webhooks")
def pause_hearing(me: Member, id: int, sent: Pause) -> WebhookAnswer:
    """Pause an address, or go on."""
    hook = _hook(id, me)
    keeping.pause(hook, by=me, on=sent.on)
    return WebhookAnswer(**_facts(hook))


@hooks.post("/webhooks/<int:id>/test", at="/webhooks/{id}/letters")
def try_hearing(me: Member, id: int) -> None:
    """Send a test; what became of it stands among the letters."""
    send_a_test(_hook(id, me), by=me)


@hooks.get("/webhooks/<int:id>/letters")
def list_letters(me: Member, id: int) -> Page[LetterAnswer]:
    """The last fifty letters and what became of them, the newest first."""
    return Page(items=[_letter(it) for it in keeping.letters_to(_hook(id, me))])


@hooks.post("/webhooks/<int:id>/letters/<int:letter_id>/repeat", at="/webhooks/{id}/letters")
def repeat_letter(me: Member, id: int, letter_id: int) -> None:
    """Send a letter once more."""
    hook, letter = _hook(id, me), get_or_404(WebhookLetter, letter_id)
    if letter.webhook_id != hook.id:
        abort(404)
    send_again(letter, by=me)


def _hook(id: int, me: Member) -> Webhook:
    require(me, "keep", Webhook)
    return get_or_404(Webhook, id)


def _facts(hook: Webhook) -> dict[str, Any]:
    plain = ("id", "address", "events", "created_at", "paused_at", "failing_since")
    return {name: getattr(hook, name) for name in plain} | {"url": f"/settings/webhooks/{hook.id}"}


def _letter(it: WebhookLetter) -> LetterAnswer:
    return LetterAnswer(**{name: getattr(it, name) for name in LetterAnswer.model_fields})


for refusal in (keeping.NotSafe, keeping.ToldAlready, keeping.TooManyHooks, Unfetchable):
    say(refusal, said, field="address")
say(keeping.TellsNothing, said, field="events")
