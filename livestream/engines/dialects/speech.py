"""What engines say, once it is taken out of their manners of saying it."""

import hmac
from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol
from urllib.parse import parse_qs

from flask import Request
from werkzeug.wrappers import Response

from livestream.engines.models import EngineLine


class Event(Enum):
    ASKS = auto()  # may this encoder send?
    GOES_ON = auto()  # its film is there, and grows
    ENDED = auto()
    RECORDED = auto()  # a file of it is finished
    WATCHES = auto()  # may this viewer fetch it from the engine itself?
    NOTHING = auto()  # something that is not our business


@dataclass(frozen=True)
class Said:
    """`name`: what the engine calls the stream; `client`: what it calls the line. Neither is ever logged."""

    event: Event
    name: str = ""
    client: str = ""
    key: str = ""  # the host's, or a viewer's pass
    begins: bool = False  # asked and begun in one word
    file: str = ""  # that is finished


@dataclass(frozen=True)
class Call:
    """What an engine is told, after its control address."""

    method: str
    path: str


class Dialect(Protocol):
    renames: bool  # whether it gives a stream the name we answer; else encoders must say it themselves
    silence: int  # seconds after which a stream it does not speak of any more is taken to be gone
    playlist: str

    def proves(self, secret: str, word: str, request: Request) -> bool:
        """Whether this comes from the engine that was given the secret. `word` stands in the address."""

    def hear(self, request: Request) -> Said:
        """Raises ValueError, KeyError or TypeError for what is not of this dialect."""

    def yes(self, said: Said, name: str) -> Response: ...
    def no(self, words: str) -> Response: ...
    def cutting(self, line: EngineLine) -> Call: ...
    def looking(self, line: EngineLine) -> Call | None:
        """Asked where the engine does not speak by itself: 404 says that the stream is not there."""


def word_is_right(secret: str, word: str) -> bool:
    return hmac.compare_digest(secret.encode(), word.encode())


def key_in(query: str, name: str = "key") -> str:
    """«?key=…» as encoders write it behind a stream's name."""
    return parse_qs(query.removeprefix("?")).get(name, [""])[0]


def facts_in(request: Request) -> dict[str, object]:
    facts = request.get_json(force=True)
    if not isinstance(facts, dict):
        raise TypeError
    return facts


def text_of(facts: dict[str, object], name: str) -> str:
    """Engines write numbers and nulls where others write words."""
    said = facts.get(name)
    return "" if said is None else str(said)
