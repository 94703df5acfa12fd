"""What the house says where members say theirs: kept without a language, read in the reader's.

In memory a column of these types says what it will say only once it was read from the database.
"""

import json
from collections.abc import Callable
from typing import Any, Self

from flask_babel import gettext as _
from sqlalchemy import String
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

SIGN = "\x1e"  # begins what the house says; nobody types it
FORMER = "Former member"
Say = Callable[..., str]
_sentences: dict[str, Say] = {}


def tells(name: str) -> Callable[[Say], Say]:
    """Declare how something is said; its arguments are the facts that were kept."""

    def declare(call: Say) -> Say:
        _sentences[name] = call
        return call

    return declare


def kept(name: str, *facts: object) -> str:
    """For a column of the type Told: which sentence it is, and its facts as JSON has them."""
    return SIGN + json.dumps([name, *facts], ensure_ascii=False, separators=(",", ":"))


class _Words(TypeDecorator[str]):
    impl = String
    cache_ok = True

    @property
    def python_type(self) -> type[str]:
        return str


class Said(str):  # noqa: SLOT000  it keeps one thing more
    """A sentence of the house as this reader reads it; written anywhere else, it has no language again."""

    kept: str

    def __new__(cls, words: str, kept: str) -> Self:
        said = super().__new__(cls, words)
        said.kept = kept
        return said

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]
        return str(self), self.kept


class Told(_Words):
    """Somebody's words, or a sentence of the house."""

    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return value.kept if isinstance(value, Said) else value

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return Said(_said(value), value) if value and value[0] == SIGN else value


def of_somebody(words: str) -> str:
    """What somebody wrote; nothing where the house speaks, for what is kept outside of such columns."""
    return "" if isinstance(words, Said) or words[:1] == SIGN else words


class Name(_Words):
    """A name, or that somebody has left, which is no name."""

    cache_ok = True

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ANN401, ARG002
        return _("Former member") if value == FORMER else value


def _said(value: str) -> str:
    try:
        name, *facts = json.loads(value[1:])
        return _sentences[name](*facts)
    except (ValueError, TypeError, KeyError):  # typed after all, or of a room that is no longer there
        return value[1:]
