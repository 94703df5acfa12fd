"""What the score counts, read from a dated TOML file and checked before it is believed."""

import tomllib
from collections.abc import Iterable
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Self

from pydantic import Field, ValidationError, model_validator
from pydantic_core import ErrorDetails

from community.db import Refusal
from community.engagement.activity import Deed
from community.engagement.worths import (
    MILLI,
    Breadth,
    Caps,
    Deeds,
    Purchases,
    Resonance,
    Strict,
    Tiers,
    Worth,
)

__all__ = ["MILLI", "PURCHASES", "BadPolicy", "Policy", "policies", "policy_from", "policy_on", "read_policy"]

SHELF = Path(__file__).parent / "policies"
HIGHEST = 4000  # points
PURCHASES = {Deed.PURCHASE_MADE, Deed.PURCHASE_RETURNED}


class BadPolicy(Refusal):
    """A policy that cannot be believed; its text says what is wrong, where, and how to mend it."""


class Policy(Strict):
    name: str
    from_: date = Field(alias="from")
    window_days: int = Field(ge=30, le=1000)
    caps: Caps
    purchases: Purchases
    breadth: Breadth
    contribution: dict[Deed, Worth]
    resonance: Resonance
    nothing: Deeds
    tiers: Tiers
    rates: dict[str, int]

    @model_validator(mode="after")
    def every_deed_has_its_worth(self) -> Self:
        said = {*self.contribution, *self.resonance.deeds, *self.nothing.deeds, *PURCHASES}
        if silent := set(Deed) - said:
            raise ValueError(
                f"says nothing of {', '.join(sorted(silent))}: count it or list it under [nothing]"
            )
        return self

    @model_validator(mode="after")
    def no_one_side_reaches_apass(self) -> Self:
        """What the club promises: neither spending alone nor the community alone is enough."""
        caps, tiers = self.caps, self.tiers
        if not 0 < tiers.super < tiers.apass:
            raise ValueError("tiers.super lies above 0 and below tiers.apass")
        sides = {
            "caps.purchases and caps.breadth": caps.purchases + caps.breadth,
            "caps.contribution, caps.resonance and caps.credibility": caps.contribution
            + caps.resonance
            + caps.credibility,
        }
        for names, points in sides.items():
            if points >= tiers.apass:
                raise ValueError(
                    f"{names} sum to {points}, so that one side alone reaches Apass "
                    f"at {tiers.apass}: lower them"
                )
        if sum(sides.values()) > HIGHEST:
            raise ValueError(f"the caps sum to {sum(sides.values())}: lower them to {HIGHEST} at most")
        return self

    def in_cny(self, amount: int, currency: str) -> int:
        """Minor units of CNY. JPY and VND have no minor unit: their amounts are whole."""
        scale = 100 if currency in {"JPY", "VND"} else 1
        return amount * scale * self.rates[currency] // 10_000


def read_policy(path: Path) -> Policy:
    """Raises BadPolicy, a line for each thing to mend."""
    return policy_from(path.read_text(), path.name)


def policy_from(text: str, name: str) -> Policy:
    """The same of a text; `name` says in errors where it stands."""
    try:
        return Policy.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as wrong:
        raise BadPolicy(f"{name} is no TOML: {wrong}. Mend it there.") from None
    except ValidationError as wrong:
        raise BadPolicy("\n".join(f"{name}: {_told(error)}" for error in wrong.errors())) from None


def _told(error: ErrorDetails) -> str:
    where = ".".join(map(str, error["loc"])) or "the whole"
    match error["type"]:
        case "missing":
            return f"{where} is missing: add it."
        case "extra_forbidden":
            return f"nobody reads {where}: take it out, or mend its name."
        case "enum":
            return f"{where} names what does not happen here: choose among {', '.join(Deed)}."
        case "value_error":
            return f"{where}: {error['msg'].removeprefix('Value error, ')}."
    return f"{where} is {error['input']!r}: {error['msg'][:1].lower()}{error['msg'][1:]}."


@cache
def policies() -> tuple[Policy, ...]:
    """Every policy on the shelf, the oldest first. Raises BadPolicy."""
    shelf = sorted(map(read_policy, SHELF.glob("club-*.toml")), key=lambda policy: policy.from_)
    for one, other in pairwise(shelf):
        if one.from_ == other.from_ or one.name == other.name:
            raise BadPolicy(f"{one.name} and {other.name} begin on one day or have one name: change one.")
    return tuple(shelf)


def policy_named(name: str) -> Policy | None:
    return next((policy for policy in policies() if policy.name == name), None)


def policy_on(day: date, among: Iterable[Policy] | None = None) -> Policy:
    """The policy in force on a day; before the first, the first."""
    shelf = tuple(among or policies())
    return next((policy for policy in reversed(shelf) if policy.from_ <= day), shelf[0])
