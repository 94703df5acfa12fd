"""What programs send: JSON of a known shape, or a problem that says which part is wrong and why."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Annotated, Any, NoReturn, TypeVar

from flask import abort, request
from flask_babel import gettext as _
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError
from werkzeug.exceptions import RequestEntityTooLarge, UnsupportedMediaType

LARGEST = 1_000_000  # bytes of JSON
MOST_FIELDS = 100
UNSTORABLE = re.compile("[\0\ud800-\udfff]")
MOST_ITEMS = 100  # on one page
B = TypeVar("B", bound=BaseModel)


class Body(BaseModel):
    """Nothing is guessed and nothing passes unnamed: "7" is no number, and an unknown field is refused."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Query(BaseModel):
    """What stands behind the question mark. Unknown words there are passed over."""


class InvalidBody(Exception):
    """Which fields are wrong, with a sentence for each."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__()
        self.fields = fields


def storable(text: str) -> str:
    """No database keeps a zero byte, and half of a surrogate pair is no sign."""
    if UNSTORABLE.search(text):
        raise PydanticCustomError("unstorable", "text without zero bytes and halves of signs")
    return text


def _at_most(limit: object) -> object:
    is_number = isinstance(limit, str) and limit.isascii() and limit.isdecimal() and len(limit) > 2  # noqa: PLR2004
    return MOST_ITEMS if is_number else limit


def _said(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("string_too_short", "more than spaces")
    return text


Text = Annotated[str, AfterValidator(storable)]
Said = Annotated[Text, AfterValidator(_said)]  # more than spaces
Limit = Annotated[int, BeforeValidator(_at_most), Field(ge=1, le=MOST_ITEMS)]


class PageQuery(Query):
    """A page of a list: `cursor` is the `next` of the page before."""

    cursor: Annotated[Text, Field(max_length=200)] = ""
    limit: Limit = 20


def sent(model: type[B]) -> B:
    """The body of the request. No body is an empty one."""
    raw = raw_json()
    return _checked(model, raw)


def sent_as_form(model: type[B]) -> B:
    """The fields of a form, and its first file as `file`, whatever it is called."""
    files = list(request.files.values())
    return _checked(model, request.form.to_dict() | ({"file": files[0]} if files else {}))


def asked(model: type[B]) -> B:
    return _checked(model, request.args.to_dict())


def raw_json() -> dict[str, Any]:
    """Aborts with 400, 413 or 415 on what is no JSON object of a sane size."""
    request.max_content_length = LARGEST
    try:
        data = request.get_data()
    except RequestEntityTooLarge:
        abort(413, _("That is too large: at most one megabyte of JSON."))
    if not data:
        return {}
    if not request.is_json:
        raise UnsupportedMediaType(_("Send JSON, and say so: Content-Type: application/json."))
    try:
        read = json.loads(data, parse_constant=_no_number)
    except (ValueError, RecursionError):
        abort(400, _("This is not JSON that we can read."))
    if not isinstance(read, dict) or len(read) > MOST_FIELDS:
        abort(400, _("Send one JSON object with the fields named in the description at /api/v1."))
    return read


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is no JSON")


def _checked(model: type[B], raw: Mapping[str, Any]) -> B:
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
        raise InvalidBody({_place(one): in_words(one) for one in found[:MOST_FIELDS]}) from error


def _place(error: ErrorDetails) -> str:
    """As the program wrote it: `items.2.name`; of what is missing as a whole, `body`."""
    words = [str(step).encode(errors="replace").decode() for step in error["loc"]]
    return ".".join(words)[:200] or "body"


def in_words(error: ErrorDetails) -> str:
    limits: Mapping[str, Any] = error.get("ctx", {})
    words = _words.get(error["type"])
    return words(limits) if words else _("This is of another kind than we can take here.")


def _needed(_limits: Mapping[str, Any]) -> str:
    return _("This is needed.")


def _unknown(_limits: Mapping[str, Any]) -> str:
    return _("We know no field of that name here.")


def _text(_limits: Mapping[str, Any]) -> str:
    return _("This must be text, without zero bytes and halves of signs.")


def _whole(_limits: Mapping[str, Any]) -> str:
    return _("This must be a whole number.")


def _within(limits: Mapping[str, Any]) -> str:
    limit = limits.get("ge", limits.get("le"))
    return _("This number is outside of what we can take: the limit is %(limit)s.", limit=limit)


def _dated(_limits: Mapping[str, Any]) -> str:
    return _("Write the moment as 2026-11-11T22:05:00+08:00, with its time zone.")


def _one_of(limits: Mapping[str, Any]) -> str:
    return _("Choose one of: %(words)s.", words=limits["expected"])


_words: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "missing": _needed,
    "extra_forbidden": _unknown,
    "string_type": _text,
    "string_unicode": _text,
    "unstorable": _text,
    "string_too_long": lambda limits: _(
        "That is too long: at most %(most)d characters.", most=limits["max_length"]
    ),
    "too_long": lambda limits: _("That is too much at once: at most %(most)d.", most=limits["max_length"]),
    "timezone_aware": _dated,
    "datetime_from_date_parsing": _dated,
    "datetime_parsing": _dated,
    "moment": _dated,
    "string_too_short": lambda _limits: _("This must not be empty."),
    "int_type": _whole,
    "int_parsing": _whole,
    "int_from_float": _whole,
    "bool_type": lambda _limits: _("This must be true or false."),
    "greater_than_equal": _within,
    "less_than_equal": _within,
    "enum": _one_of,
    "literal_error": _one_of,
}
