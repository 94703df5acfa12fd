"""A refusal as programs read it: RFC 9457, with the sentence that the member would read."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, NamedTuple

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from community.api.bodies import InvalidBody
from community.db import Refusal
from community.errors import problem

Words = Callable[[Any], str]  # of the refusal


class Saying(NamedTuple):
    words: Words
    field: str | None
    status: HTTPStatus


_sayings: dict[type[Refusal], Saying] = {}


def say(
    refusal: type[Refusal],
    words: Words,
    *,
    field: str | None = None,
    status: HTTPStatus = HTTPStatus.UNPROCESSABLE_ENTITY,
) -> None:
    """Declare what a program is answered at a refusal, which field it is about, and whether it is a 409."""
    _sayings[refusal] = Saying(words, field, status)


def sayings() -> dict[type[Refusal], Saying]:
    return dict(_sayings)


def refused(refusal: Refusal) -> Response:
    saying = next((_sayings[kind] for kind in type(refusal).__mro__ if kind in _sayings), None)
    words = saying.words(refusal) if saying else str(refusal) or _("That is not possible as it stands.")
    fields = getattr(refusal, "fields", None) or ({saying.field: words} if saying and saying.field else None)
    status = saying.status if saying else HTTPStatus.UNPROCESSABLE_ENTITY
    return problem(status, words, **({"errors": dict(fields)} if fields else {}))


def invalid(body: InvalidBody) -> Response:
    detail = _("Some of it cannot stay as it is: see errors.")
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, detail, errors=dict(body.fields))
