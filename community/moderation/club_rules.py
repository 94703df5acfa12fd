"""The rules of the club, from the file that the club keeps them in."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

from flask import current_app
from flask_babel import get_locale

from community.moderation.models import UnknownRule

OTHER = "other"  # needs words
Said = Mapping[str, str]


@dataclass(frozen=True)
class ClubRule:
    name: str
    titles: Said
    texts: Said
    templates: Said

    @property
    def title(self) -> str:
        return _spoken(self.titles)

    @property
    def words(self) -> str:
        return _spoken(self.texts)

    @property
    def template(self) -> str:
        """What an author reads, unless whoever decides says it better."""
        return _spoken(self.templates)


def club_rules() -> Sequence[ClubRule]:
    return tuple(_read(current_app.config["CLUB_RULES"]).values())


def rule_called(name: str) -> ClubRule:
    """Also of a rule that the club has given up since: by its bare name."""
    return _read(current_app.config["CLUB_RULES"]).get(name) or ClubRule(name, {"en": name}, {}, {})


def checked_rule(name: str) -> str:
    """Raises UnknownRule."""
    if name not in _read(current_app.config["CLUB_RULES"]):
        raise UnknownRule
    return name


@cache
def _read(file: Path) -> Mapping[str, ClubRule]:
    told = tomllib.loads(file.read_text(encoding="utf-8"))
    return {
        name: ClubRule(name, *(cast("Said", rule[part]) for part in ("title", "words", "template")))
        for name, rule in told.items()
    }


def _spoken(said: Said) -> str:
    """In the reader's language; a club that speaks one language says it once."""
    return said.get(str(get_locale())) or said.get("en") or next(iter(said.values()), "")
