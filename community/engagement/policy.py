"""What the score counts, read from a dated TOML file and checked before it is believed."""

import tomllib
from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import Field, ValidationError, model_validator
from pydantic_core import ErrorDetails, PydanticCustomError

from community import clock
from community.db import Refusal
from community.engagement.activity import Deed
from community.engagement.worths import (
    GIVEN,
    MILLI,
    PURCHASES,
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
Rate = Annotated[int, Field(ge=1)]
Keeper = Callable[[], Iterable["Policy"]]
_keepers: list[Keeper] = []


class BadPolicy(Refusal):
    """A policy that cannot be believed; its text says what is wrong, where, and how to mend it."""


class Policy(Strict):
    name: str
    from_: date = Field(alias="from")
    because: str = Field(default="", max_length=600)  # members read it beside what changes
    window_days: int = Field(ge=30, le=1000)
    caps: Caps
    purchases: Purchases
    breadth: Breadth
    contribution: dict[Deed, Worth]
    resonance: Resonance
    nothing: Deeds
    tiers: Tiers
    rates: dict[str, Rate]

    @model_validator(mode="after")
    def every_deed_has_its_worth(self) -> Self:
        said = {*self.contribution, *self.resonance.deeds, *self.nothing.deeds, *PURCHASES}
        if silent := set(Deed) - said:
            raise PydanticCustomError(
                "silent",
                "says nothing of {deeds}: count it or list it under [nothing]",
                {"deeds": ", ".join(sorted(silent))},
            )
        if strange := {*self.contribution} - {*GIVEN}:
            raise PydanticCustomError(
                "given",
                "{deeds} is nothing a member gives: [contribution] takes {given}",
                {"deeds": ", ".join(sorted(strange)), "given": ", ".join(GIVEN)},
            )
        return self

    @model_validator(mode="after")
    def no_one_side_reaches_apass(self) -> Self:
        """What the club promises: neither spending alone nor the community alone is enough."""
        caps, tiers = self.caps, self.tiers
        if not 0 < tiers.super < tiers.apass:
            raise PydanticCustomError("tiers", "tiers.super lies above 0 and below tiers.apass")
        sides = {
            "caps.purchases and caps.breadth": caps.purchases + caps.breadth,
            "caps.contribution, caps.resonance and caps.credibility": caps.contribution
            + caps.resonance
            + caps.credibility,
        }
        for names, points in sides.items():
            if points >= tiers.apass:
                raise PydanticCustomError(
                    "one_side",
                    "{names} sum to {points}, so that one side alone reaches Apass at {apass}: lower them",
                    {"names": names, "points": points, "apass": tiers.apass},
                )
        if (total := sum(sides.values())) > HIGHEST:
            raise PydanticCustomError(
                "highest",
                "the caps sum to {points}: lower them to {most} at most",
                {"points": total, "most": HIGHEST},
            )
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


def policy_kept(text: str) -> Policy:
    """One that was believed once. What has come to happen in the club since is worth nothing by it."""
    kept: dict[str, Any] = tomllib.loads(text)
    said = {*kept["contribution"], *kept["resonance"]["deeds"], *kept["nothing"]["deeds"], *PURCHASES}
    kept["nothing"]["deeds"] += [deed for deed in Deed if deed not in said]
    return Policy.model_validate(kept)


def _told(error: ErrorDetails) -> str:
    where = ".".join(map(str, error["loc"])) or "the whole"
    match error["type"]:
        case "missing":
            return f"{where} is missing: add it."
        case "extra_forbidden":
            return f"nobody reads {where}: take it out, or mend its name."
        case "enum":
            return f"{where} names what does not happen here: choose among {', '.join(Deed)}."
        case "silent" | "given" | "tiers" | "one_side" | "highest" | "curve" | "favours":
            return f"{where}: {error['msg']}."
    return f"{where} is {error['input']!r}: {error['msg'][:1].lower()}{error['msg'][1:]}."


def when_asked_for_policies(call: Keeper) -> Keeper:
    """Declare where else policies are kept: those that are signed, and not withdrawn."""
    _keepers.append(call)
    return call


def policies() -> tuple[Policy, ...]:
    """Every policy of today, the oldest first. Raises BadPolicy.

    Asked once a day in each process: none begins, or is withdrawn, on the day it is decided on.
    """
    return _known(clock.today())


@lru_cache(maxsize=1)
def _known(_day: date) -> tuple[Policy, ...]:
    return shelf()


@lru_cache(maxsize=1)
def _known_by_name(day: date) -> dict[str, Policy]:
    return {policy.name: policy for policy in reversed(_known(day))}


def forget_policies() -> None:
    """They are asked for anew: of another club, in tests."""
    _known.cache_clear()
    _known_by_name.cache_clear()


def shelf() -> tuple[Policy, ...]:
    """The same as they are kept this moment; one of the club's replaces one of ours of the same day."""
    ours = sorted(map(read_policy, SHELF.glob("club-*.toml")), key=lambda policy: policy.from_)
    for one, other in pairwise(ours):
        if one.from_ == other.from_ or one.name == other.name:
            raise BadPolicy(f"{one.name} and {other.name} begin on one day or have one name: change one.")
    own = [policy for call in _keepers for policy in call()]
    by_day = {policy.from_: policy for policy in (*ours, *own)}
    return tuple(by_day[day] for day in sorted(by_day))


def coming(today: date) -> Policy | None:
    """What is signed and has not begun; as it stands this moment."""
    return next((policy for policy in shelf() if policy.from_ > today), None)


def policy_named(name: str) -> Policy | None:
    return _known_by_name(clock.today()).get(name)


def policy_on(day: date, among: Iterable[Policy] | None = None) -> Policy:
    """The policy in force on a day; before the first, the first."""
    shelf = tuple(among or policies())
    return next((policy for policy in reversed(shelf) if policy.from_ <= day), shelf[0])
