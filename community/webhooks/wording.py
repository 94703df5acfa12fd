"""Events and the fate of letters in words."""

from flask_babel import gettext as _

from community.webhooks.events import Event
from community.webhooks.models import WebhookLetter


def event_name(event: Event) -> str:
    return {
        Event.STORY_PUBLISHED: _("A story was published"),
        Event.LIST_PUBLISHED: _("A list was published"),
        Event.TOPIC_OPENED: _("A topic was opened"),
        Event.TIP_SHARED: _("A tip was shared"),
        Event.REVIEW_WRITTEN: _("A review was written"),
        Event.REPLY_WRITTEN: _("A reply was written"),
        Event.REPOSTED: _("Something was reposted"),
        Event.WITHDRAWN: _("Something was taken away"),
        Event.JOINED: _("A member joined"),
        Event.TEST: _("A test"),
    }[event]


def fate_of(letter: WebhookLetter) -> str:
    if letter.arrived_at:
        return _("Arrived")
    if not letter.tries:
        return _("Waits to be sent")
    answer = _("answered %(status)d", status=letter.status) if letter.status else _("nobody answered")
    if letter.given_up_at:
        return _("Given up: %(answer)s", answer=answer)
    return _("To be tried again: %(answer)s", answer=answer)
