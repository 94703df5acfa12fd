"""What a criterion asks, and how a member stands to it, in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import get_locale
from flask_babel import gettext as _

from programme.selection.criteria import CriteriaSet, Criterion, OwnWords
from programme.selection.units import Unit, value_words
from programme.selection.windows import window_words


@dataclass(frozen=True)
class Told:
    """One criterion to one member."""

    name: str
    words: str
    value: str
    is_met: bool
    mandatory: bool
    weight: int


def criterion_words(it: Criterion) -> str:
    """Its own words, where the set gives it some; else put together from what it measures."""
    if it.words:
        return in_reader_language(it.words)
    what = it.measure.words()
    if it.unit is Unit.YES:
        return what if it.is_met_by(1) else _("Not: %(what)s", what=what)
    if it.window:
        what = _("%(what)s %(window)s", what=what, window=window_words(it.window))
    limit = value_words(it.unit, it.limit)
    if it.at_least is not None:
        return _("%(what)s: at least %(limit)s", what=what, limit=limit)
    if not it.limit:
        return _("%(what)s: none", what=what)
    return _("%(what)s: at most %(limit)s", what=what, limit=limit)


def told(criteria: CriteriaSet, values: Mapping[str, int]) -> list[Told]:
    """Every criterion with the value that was seen; what must be comes first."""
    both = (*criteria.mandatory, *criteria.weighed)
    return [_told(it, values.get(it.name, 0)) for it in both]


def in_reader_language(words: OwnWords) -> str:
    return words.get(str(get_locale()), words["en"])


def _told(it: Criterion, value: int) -> Told:
    return Told(
        name=it.name,
        words=criterion_words(it),
        value=value_words(it.unit, value),
        is_met=it.is_met_by(value),
        mandatory=it.mandatory,
        weight=it.weight or 0,
    )
