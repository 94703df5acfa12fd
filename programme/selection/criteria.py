"""The criteria of an invitation as data: read from a dated TOML file and checked before they are believed."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from community.languages import LANGUAGES
from programme.selection.metrics import Metric, metrics
from programme.selection.units import Unit, kept
from programme.selection.windows import Window

WHOLE = 100  # percent
OwnWords = dict[str, str]


def in_every_language(words: OwnWords | None) -> OwnWords | None:
    if words is not None and (
        missing := set(LANGUAGES) - {key for key, text in words.items() if text.strip()}
    ):
        raise ValueError(f"say it in {', '.join(sorted(missing))} as well, or leave out `words`")
    return words


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Benefit(Strict):
    """What the tier brings, as the one who is invited reads it."""

    words: OwnWords
    _complete = field_validator("words")(in_every_language)


class Criterion(Strict):
    """One metric, how far it looks back, and what it must at least or at most be."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_]{1,59}$")
    metric: str
    window: Window | None = None
    at_least: int | None = Field(default=None, ge=0, le=10**9)
    at_most: int | None = Field(default=None, ge=0, le=10**9)
    weight: int | None = Field(default=None, ge=1, le=WHOLE)
    mandatory: bool = False
    words: OwnWords | None = None
    _complete = field_validator("words")(in_every_language)

    @field_validator("metric")
    @classmethod
    def is_known(cls, name: str) -> str:
        if name not in metrics():
            like = get_close_matches(name, metrics(), 1)
            hint = f"did you mean “{like[0]}”?" if like else f"choose one of {', '.join(sorted(metrics()))}"
            raise ValueError(f"there is no metric “{name}”: {hint}")
        return name

    @model_validator(mode="after")
    def is_whole(self) -> Self:
        looks_back = metrics()[self.metric].looks_back
        if looks_back and self.window is None:
            raise ValueError(f"say how far back: window = one of {', '.join(Window)}")
        if not looks_back and self.window is not None:
            raise ValueError(f"“{self.metric}” says how things stand now: leave out `window`")
        if (self.at_least is None) == (self.at_most is None):
            raise ValueError("say either at_least or at_most")
        if self.mandatory == (self.weight is not None):
            raise ValueError("say either a weight or mandatory = true: what must be is not weighed")
        return self

    @property
    def measure(self) -> Metric:
        return metrics()[self.metric]

    @property
    def unit(self) -> Unit:
        return self.measure.unit

    @property
    def looks(self) -> Window:
        return self.window or Window.EVER

    @property
    def asked(self) -> tuple[str, Window]:
        """What is measured for it: the same for every criterion of this metric and window."""
        return self.metric, self.looks

    @property
    def limit(self) -> int:
        """As a value: money in minor units."""
        return kept(self.unit, self.at_least if self.at_least is not None else self.at_most or 0)

    def is_met_by(self, value: int) -> bool:
        return value >= self.limit if self.at_least is not None else value <= self.limit


class CriteriaSet(Strict):
    """All that must be is mandatory; of the weights of the rest a share is needed."""

    name: str = Field(pattern=r"^[a-z][a-z0-9-]{1,59}$")
    from_: date = Field(alias="from")
    share: int = Field(ge=0, le=WHOLE)  # percent of all weights
    benefit: tuple[Benefit, ...] = ()
    criterion: tuple[Criterion, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def says_each_once(self) -> Self:
        names = Counter(one.name for one in self.criterion)
        if twice := [name for name, times in names.items() if times > 1]:
            raise ValueError(f"two criteria are called {', '.join(twice)}: give each a name of its own")
        if self.share and not self.weights:
            raise ValueError("a share of weights is asked for, but no criterion has one: set share = 0")
        return self

    @property
    def mandatory(self) -> tuple[Criterion, ...]:
        return tuple(one for one in self.criterion if one.mandatory)

    @property
    def weighed(self) -> tuple[Criterion, ...]:
        return tuple(one for one in self.criterion if not one.mandatory)

    @property
    def weights(self) -> int:
        return sum(one.weight or 0 for one in self.criterion)

    @property
    def enough(self) -> int:
        """The least sum of weights that passes."""
        return -(-self.weights * self.share // WHOLE)

    def weight_of(self, values: Mapping[str, int]) -> int:
        return sum(one.weight or 0 for one in self.weighed if one.is_met_by(values[one.name]))
