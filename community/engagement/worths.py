"""What each thing is worth: the pieces a policy is made of, and the sums that follow from them."""

from itertools import pairwise
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from community.engagement.activity import Deed

MILLI = 1000
PURCHASES = {Deed.PURCHASE_MADE, Deed.PURCHASE_RETURNED}
# What a member gives the others, and the rules have a name for.
GIVEN = (
    Deed.STORY_PUBLISHED,
    Deed.LIST_PUBLISHED,
    Deed.TOPIC_OPENED,
    Deed.TIP_SHARED,
    Deed.REVIEW_WRITTEN,
    Deed.REPLY_WRITTEN,
    Deed.SHARE_VISITED,
    Deed.AWARDED,
)
# What one member does for another and the passport has a sentence for.
FAVOURS = (Deed.LIKED, Deed.ITEM_COLLECTED, Deed.HELPED, Deed.REPLY_WRITTEN, Deed.SHARE_VISITED)
Points = Annotated[int, Field(ge=0, le=4000)]


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
        spent = [x for x, _points in self.curve]
        if len(spent) < 2 or spent != sorted(set(spent)):  # noqa: PLR2004  a line has two ends
            raise PydanticCustomError("curve", "the curve has two points or more, each further than the last")
        slopes = [(y2 - y1) / (x2 - x1) for (x1, y1), (x2, y2) in pairwise(self.curve)]
        if self.curve[0] != (0, 0) or slopes != sorted(slopes, reverse=True) or slopes[-1] < 0:
            raise PydanticCustomError("curve", "the curve begins at [0, 0] and rises ever more slowly")
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


class Weights(Strict):
    """What a giver's favours weigh, in thousandths, where no table of credibility says it."""

    before_any: int = Field(ge=0, le=MILLI)  # no table was ever counted
    unknown: int = Field(ge=0, le=MILLI)  # it was counted before this giver came


def _favours(deeds: list[Deed]) -> list[Deed]:
    if strange := set(deeds) - set(FAVOURS):
        raise PydanticCustomError(
            "favours",
            "{strange} is no favour of one member to another: choose among {favours}",
            {"strange": ", ".join(sorted(strange)), "favours": ", ".join(FAVOURS)},
        )
    return deeds


class Resonance(Strict):
    per_giver: Points
    deeds: Annotated[list[Deed], AfterValidator(_favours)]
    returned_within: int = Field(ge=0, le=365)  # days
    returned_one_in: int = Field(ge=1, le=1000)  # of so many returned favours counts one
    weights: Weights

    def points(self, whole: int, returned: int = 0, kappa: int = MILLI) -> int:
        """What one giver's favours are worth, in thousandths: each half of the one before.

        Those that were returned come after the whole ones, and count one in `returned_one_in`.
        """
        most = self.per_giver * MILLI
        after_whole, after_all = most >> min(whole, 30), most >> min(whole + returned, 30)
        return (most - after_whole + (after_whole - after_all) // self.returned_one_in) * kappa // MILLI


class Deeds(Strict):
    deeds: list[Deed]


class Tiers(Strict):
    super: Points
    apass: Points
    days_at_threshold: int = Field(ge=0, le=60)
    term_days: int = Field(ge=30, le=1000)  # from one review to the next
    keep: int = Field(ge=1, le=100)  # tau: per cent of its threshold that keep a tier at a review
    warnings: list[Annotated[int, Field(ge=1, le=365)]]  # days before a review

    def kept_from(self, tier: str) -> int:
        """Thousandths of points that keep a tier at its review."""
        threshold: int = getattr(self, tier)
        return threshold * MILLI * self.keep // 100
