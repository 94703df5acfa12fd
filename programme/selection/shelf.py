"""Where sets of criteria are kept: those that come with the house, and the club's own in its data folder."""

import tomllib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from flask import current_app
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from community.db import Refusal
from programme.selection.criteria import CriteriaSet

OURS = Path(__file__).parent / "sets"
FOLDER = "criteria"  # in ZONE_DATA


class InvalidCriteria(Refusal):
    """Which file, which criterion, what is wrong with it and how to mend it."""


def read_criteria(path: Path) -> CriteriaSet:
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as trouble:
        raise InvalidCriteria(f"{path} cannot be read: {trouble}.") from trouble
    except tomllib.TOMLDecodeError as trouble:
        raise InvalidCriteria(f"{path.name} is not TOML: {trouble}.") from trouble
    try:
        return CriteriaSet.model_validate(written)
    except ValidationError as trouble:
        lines = [f"{path.name}: {_place(one, written)}{_words(one)}." for one in trouble.errors()]
        raise InvalidCriteria("\n".join(lines)) from trouble


def shelf() -> dict[str, CriteriaSet]:
    """Every set by its name, the newest first. A set of the club replaces one of ours of the same name."""
    found = {it.name: it for it in map(read_criteria, _files())}
    return dict(sorted(found.items(), key=lambda named: (named[1].from_, named[0]), reverse=True))


def _files() -> Iterator[Path]:
    own = current_app.config["ZONE_DATA"] / FOLDER
    return chain(sorted(OURS.glob("*.toml")), sorted(own.glob("*.toml")))


def _place(error: ErrorDetails, written: dict[str, object]) -> str:
    """`criterion 7 (“orders”), at_least: `, counted as one counts them in the file."""
    match error["loc"]:
        case ("criterion", int(at), *rest):
            listed = written["criterion"]
            it = listed[at] if isinstance(listed, list) else {}
            name = f" (“{it['name']}”)" if isinstance(it, dict) and "name" in it else ""
            return f"criterion {at + 1}{name}{''.join(f', {step}' for step in rest)}: "
        case ():
            return ""
        case steps:
            return f"{', '.join(map(str, steps))}: "


def _words(error: ErrorDetails) -> str:
    words = {
        "extra_forbidden": "we know no such line; take it out or mend its spelling",
        "missing": "is needed",
    }
    return words.get(error["type"], error["msg"].removeprefix("Value error, "))
