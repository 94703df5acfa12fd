"""The door for other sites of the group."""

from http import HTTPStatus
from typing import Annotated, Any

from flask import g
from flask_babel import gettext as _
from pydantic import Field, WithJsonSchema
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Forbidden, Unauthorized

from community.api.answers import Answer
from community.api.bodies import Body, Text
from community.api.doors import Api
from community.api.problems import say
from community.entrance.recognising import leave_to_others, need, word_of_request
from community.entrance.tokens import Scope
from community.inlet.events import Event, Trouble
from community.inlet.routes import said
from community.inlet.sources import BEGINS, BadName, TooManySources, key_by, source_called, use
from community.inlet.telling import Status, tell
from community.limits import spend
from community.members import Member, signed_in_member

MOST = 500  # events of one batch: they keep the club's one writer busy for a tenth of a second
OFTEN = "1200/minute"
activity = Api("activity", scope=Scope.ACTIVITY)
leave_to_others(BEGINS)
# Looked at one by one: a bad one must not spoil the batch.
Described = Annotated[Any, WithJsonSchema(Event.model_json_schema())]


class Batch(Body):
    """`source` is the name the site goes by here. A key of its own says it as well, and must agree."""

    source: Annotated[Text, Field(max_length=40)] = ""
    events: Annotated[list[Described], Field(max_length=MOST)]


class EventResult(Answer):
    """`error` is a sentence for a person, `code` a word for the program."""

    key: str | None
    status: Status
    error: str | None = None
    code: Trouble | None = None


class BatchAnswer(Answer):
    """`results` stand in the order of the events."""

    accepted: int
    results: list[EventResult]


def who_tells(sent: Batch) -> Member | None:
    """Nobody where a site brings a key of its own; else a member, who must be one that keeps sources."""
    word = word_of_request()
    if word and word.startswith(BEGINS):
        g.source = _source_with(word, sent.source)
        return None
    me = signed_in_member()
    need(Scope.ACTIVITY)
    g.source = source_called(sent.source, by=me)
    return me


@activity.post("/activity", who=who_tells)
def tell_activity(me: Member | None, sent: Batch) -> BatchAnswer:  # noqa: ARG001  the source says who tells
    """Tell what members did on your site: at most 500 events at once, each counted once however often told.

    Purchases, returns, visits to storefronts, reviews, visits by a member's link. Send the key of your
    source as the bearer token. Good events are kept, each bad one is answered by its error; mend it and
    send it again. Events may come in any order: what takes back another may come before it.
    """
    spend("activity", g.source.id, OFTEN)
    results = [EventResult.model_validate(it) for it in tell(g.source, sent.events)]
    return BatchAnswer(accepted=sum(it.status is Status.ACCEPTED for it in results), results=results)


def _source_with(word: str, name: str) -> object:
    key = key_by(word)
    if key is None:
        raise Unauthorized(
            _("This key opens nothing: it is mistyped or taken back. Ask an administrator for a new one."),
            www_authenticate=WWWAuthenticate("bearer", {"error": "invalid_token"}),
        )
    if name and name != key.source.name:
        raise Forbidden(_("This key is of the source “%(name)s”: tell for no other.", name=key.source.name))
    use(key)
    return key.source


say(BadName, said, field="source")
say(TooManySources, said, status=HTTPStatus.CONFLICT)
