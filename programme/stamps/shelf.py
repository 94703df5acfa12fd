"""Which stamps there are: data, checked when they are read."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, field_validator, model_validator

from community.engagement.activity import Deed
from programme.selection.criteria import OwnWords, Strict, in_every_language

OURS = Path(__file__).with_name("stamps.toml")


class Stamp(Strict):
    """One of the three says what is counted; `times` how many of it."""

    name: str = Field(pattern=r"^[a-z_]+$")
    icon: str
    counts: list[Deed] = []
    received: list[Deed] = []
    other: Literal["years", "trips_followed"] | None = None
    times: int = Field(default=1, ge=1, le=100_000)
    words: OwnWords
    _complete = field_validator("words")(in_every_language)

    @model_validator(mode="after")
    def _one_thing(self) -> Self:
        if sum(map(bool, (self.counts, self.received, self.other))) != 1:
            raise ValueError("say one of `counts`, `received` and `other`")
        return self


@cache
def stamps() -> tuple[Stamp, ...]:
    """In the order in which they are shown."""
    written = tomllib.loads(OURS.read_text(encoding="utf-8"))
    return tuple(Stamp.model_validate(one) for one in written["stamp"])
