"""A door for programs: a function whose signature says what it takes and answers, and nothing else does.

    @stories.post("/stories", at="/stories/{id}")
    def write_story(me: Member, sent: NewStory) -> StoryAnswer: ...

`me` is who asks, `sent` the body, `asked` what stands behind the question mark, the rest of the names stand
in the address. What it returns is written as JSON; None is 204.
"""

import inspect
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from http import HTTPStatus
from typing import Any, TypeVar, get_type_hints

from flask import Blueprint, Flask, abort, request
from flask_babel import gettext as _
from pydantic import BaseModel
from werkzeug.wrappers import Response

from community.api import bodies
from community.api.idempotency import LONGEST, LongKey, OtherBody, Written, once
from community.api.problems import invalid, refused, say
from community.db import Refusal
from community.entrance.recognising import need
from community.entrance.tokens import Scope
from community.limits import spend
from community.members import Member, signed_in_member

ROOT, JSON = "/api/v1", "application/json"
READING, CHANGING = "3000/minute", "600/minute"
View = Callable[..., Any]
V = TypeVar("V", bound=View)


@dataclass(frozen=True)
class Door:
    """One method of one address."""

    room: str
    method: str
    path: str  # as Flask writes it, from ROOT on
    view: View
    scope: Scope  # what a token needs
    at: str | None = None  # where programs find what it makes: "/stories/{id}"; else its page
    takes: str = JSON
    does_first: bool = (
        False  # its deed may be done twice without harm, and takes too long to hold the database
    )
    told_once: str | None = None  # a field of its answer that is not kept
    # finds out from the body who asks, or that it is no member; else it is whoever is signed in
    who: Callable[[Any], Member | None] | None = None

    @cached_property
    def hints(self) -> dict[str, Any]:
        return get_type_hints(self.view, include_extras=True)

    @property
    def sent(self) -> type[BaseModel] | None:
        return self.hints.get("sent")

    @property
    def asked(self) -> type[BaseModel] | None:
        return self.hints.get("asked")

    @property
    def answers(self) -> Any:  # noqa: ANN401  a model, a list of one, or None
        return self.hints["return"]

    @property
    def status(self) -> HTTPStatus:
        if self.answers is type(None):
            return HTTPStatus.NO_CONTENT
        return HTTPStatus.CREATED if self.method == "POST" else HTTPStatus.OK

    def open(self, **found: object) -> Response:
        given: dict[str, Any] = {**found}
        if not self.who:
            given["me"] = one_who_may_ask(self)
        if any("\0" in str(word) for word in found.values()):
            abort(404)  # nothing has such a name
        if self.asked:
            given["asked"] = bodies.asked(self.asked)
        if self.sent:
            given["sent"] = (bodies.sent if self.takes == JSON else bodies.sent_as_form)(self.sent)
        if self.who:
            given["me"] = self.who(given["sent"])
        if self.method != "POST" or given["me"] is None:
            return response(self.make(given))
        done = self.make(given) if self.does_first else None
        return response(once(given["me"], lambda: done or self.make(given), self.told_once))

    def make(self, given: dict[str, Any]) -> Written:
        made = self.view(**given)
        return written(made, self.status, self.at)


def one_who_may_ask(door: Door) -> Member:
    me = signed_in_member()
    need(door.scope)
    reads = door.method == "GET"
    spend("api reading" if reads else "api changing", me.id, READING if reads else CHANGING)
    return me


def written(made: BaseModel | None, status: int, at: str | None = None) -> Written:
    if made is None:
        return Written(HTTPStatus.NO_CONTENT, "")
    known = {**(request.view_args or {}), **vars(made)}
    place = ROOT + at.format_map(known) if at else known.get("url")
    body = made.model_dump_json(by_alias=True)
    return Written(status, body, place if status == HTTPStatus.CREATED else None)


def response(answer: Written) -> Response:
    sent = Response(answer.body, answer.status, content_type=JSON)
    if answer.status == HTTPStatus.NO_CONTENT:
        del sent.headers["Content-Type"]
    if answer.location:
        sent.headers["Location"] = answer.location
    if answer.again:
        sent.headers["Idempotency-Replayed"] = "true"
    return sent


class Api:
    """The doors of one room."""

    def __init__(self, name: str, *, scope: Scope | None = None) -> None:
        """`scope` is for all of them; without it, reading takes `read` and changing takes `write`."""
        self.blueprint = Blueprint(f"api_{name}", __name__, url_prefix=ROOT)
        self.name, self.scope = name, scope
        self.doors: list[Door] = []
        self.blueprint.register_error_handler(Refusal, refused)
        self.blueprint.register_error_handler(bodies.InvalidBody, invalid)

    def get(self, path: str) -> Callable[[V], V]:
        return self._door("GET", path)

    def post(
        self,
        path: str,
        *,
        at: str | None = None,
        takes: str = JSON,
        does_first: bool = False,
        told_once: str | None = None,
        who: Callable[[Any], Member | None] | None = None,
    ) -> Callable[[V], V]:
        return self._door(
            "POST", path, at=at, takes=takes, does_first=does_first, told_once=told_once, who=who
        )

    def patch(self, path: str) -> Callable[[V], V]:
        return self._door("PATCH", path)

    def delete(self, path: str) -> Callable[[V], V]:
        return self._door("DELETE", path)

    def _door(self, method: str, path: str, **more: Any) -> Callable[[V], V]:  # noqa: ANN401
        def declare(view: V) -> V:
            plain = Scope.READ if method == "GET" else Scope.WRITE
            door = Door(self.name, method, path, view, self.scope or plain, **more)
            self.doors.append(door)
            self.blueprint.add_url_rule(door.path, view.__name__, door.open, methods=[method])
            return view

        return declare


def open_doors(app: Flask, apis: Sequence[Api]) -> None:
    app.extensions["doors"] = [door for api in apis for door in api.doors]
    for api in apis:
        app.register_blueprint(api.blueprint)


def plain_path(door: Door) -> str:
    """As the world writes it: /stories/{id}."""
    return ROOT + re.sub(r"<(?:\w+(?:\([^)]*\))?:)?(\w+)>", r"{\1}", door.path)


def words_of(door: Door) -> str:
    return inspect.getdoc(door.view) or ""


say(
    OtherBody,
    lambda _refusal: _("This Idempotency-Key was used for something else. Give every deed a key of its own."),
)
say(LongKey, lambda _refusal: _("An Idempotency-Key has at most %(most)d signs.", most=LONGEST))
