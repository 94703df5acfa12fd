"""What the score counts, read from a dated TOML file and checked before it is believed."""

import tomllib
from collections.abc import Iterable
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from community.engagement.activity import Deed

SHELF = Path(__file__).parent / "policies"
MILLI = 1000
Points = Annotated[int, Field(ge=0, le=4000)]
PURCHASES = {Deed.PURCHASE_MADE, Deed.PURCHASE_RETURNED}


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Worth(Strict):
    points: Points
    a_day: int = Field(ge=1, le=100)


class Each(Strict):
    points: Points
    at_most: int = Field(ge=1)


class Caps(Strict):
    purchases: Points
    breadth: Points
    contribution: Points
    resonance: Points
    credibility: Points

    def __getitem__(self, part: str) -> int:
        points: int = getattr(self, part)
        return points


class Purchases(Strict):
    curve: list[tuple[int, int]]

    @model_validator(mode="after")
    def rises_ever_more_slowly(self) -> Self:
        slopes = [(y2 - y1) / (x2 - x1) for (x1, y1), (x2, y2) in pairwise(self.curve)]
        if self.curve[0] != (0, 0) or slopes != sorted(slopes, reverse=True) or slopes[-1] < 0:
            raise ValueError("the curve begins at [0, 0] and rises ever more slowly")
        return self

    def points(self, spend: int) -> int:
        """Thousandths of points for a net spend in minor units of CNY."""
        for (x1, y1), (x2, y2) in pairwise(self.curve):
            if spend < x2 * 100:
                return y1 * MILLI + max(0, spend - x1 * 100) * (y2 - y1) * MILLI // ((x2 - x1) * 100)
        return self.curve[-1][1] * MILLI


class Breadth(Strict):
    storefront: Each
    category: Each

    def points(self, storefronts: int, categories: int) -> int:
        counted = (
            min(storefronts, self.storefront.at_most) * self.storefront.points
            + min(categories, self.category.at_most) * self.category.points
        )
        return counted * MILLI


class Resonance(Strict):
    per_giver: Points
    deeds: list[Deed]

    def points(self, favours: int) -> int:
        """What one giver's favours are worth: each half of the one before, in thousandths."""
        whole = self.per_giver * MILLI
        return whole - (whole >> min(max(favours, 0), 30))


class Deeds(Strict):
    deeds: list[Deed]


class Tiers(Strict):
    super: Points
    apass: Points


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

    def in_cny(self, amount: int, currency: str) -> int:
        """Minor units of CNY. JPY and VND have no minor unit: their amounts are whole."""
        scale = 100 if currency in {"JPY", "VND"} else 1
        return amount * scale * self.rates[currency] // 10_000


def read_policy(path: Path) -> Policy:
    return Policy.model_validate(tomllib.loads(path.read_text()))


@cache
def policies() -> tuple[Policy, ...]:
    """Every policy on the shelf, the oldest first."""
    return tuple(sorted(map(read_policy, SHELF.glob("club-*.toml")), key=lambda policy: policy.from_))


def policy_on(day: date, among: Iterable[Policy] | None = None) -> Policy:
    """The policy in force on a day; before the first, the first."""
    shelf = tuple(among or policies())
    return next((policy for policy in reversed(shelf) if policy.from_ <= day), shelf[0])
