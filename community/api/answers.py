"""What programs are answered: models, so that the description says nothing else than the truth."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, PlainSerializer

from community.contributions import Disclosure
from community.engagement.standing import Tier
from community.quiet.reading import spares_counts

T = TypeVar("T")
R = TypeVar("R")


class Answer(BaseModel):
    """Read from rows and from things alike, by their names."""

    model_config = ConfigDict(from_attributes=True, frozen=True)


Moment = Annotated[
    datetime, PlainSerializer(lambda at: at.isoformat(timespec="milliseconds"), when_used="json")
]


class Author(Answer):
    """Who made it. `tier` is null where she has none yet, and where she does not show it to you."""

    handle: str
    name: str
    portrait: str | None = None
    tier: Tier | None = None


def _unless_spared(number: int | None) -> int | None:
    return None if spares_counts() else number


def _none_if_spared(numbers: Mapping[Any, int]) -> Mapping[Any, int]:
    return {} if spares_counts() else numbers


# How many liked, answered or follow: null, or empty, for a member who wants to be spared that.
Count = Annotated[int | None, PlainSerializer(_unless_spared, return_type=int | None)]
Counts = Annotated[Mapping[T, int], PlainSerializer(_none_if_spared, return_type=Mapping[Any, int])]


class Disclosed(Answer):
    """Why its readers should know who stands behind it; `sponsor` is who gave, paid, or is advertised."""

    kind: Disclosure
    sponsor: str


def disclosed_of(it: Any) -> Disclosed | None:  # noqa: ANN401  a thing, or a row of one
    return Disclosed(kind=it.disclosure, sponsor=it.sponsor) if it.disclosure else None


class Page(Answer, Generic[T]):
    """A page of a list; `next` is the cursor of the page after it, null at the end."""

    items: Sequence[T]
    next: str | None = None


def page(rows: Sequence[R], limit: int, write: Callable[[R], T], place: Callable[[R], str]) -> Page[T]:
    """From one row more than was asked for: that one says only that there is more."""
    shown = rows[:limit]
    more = place(shown[-1]) if len(rows) > limit else None
    return Page(items=[write(row) for row in shown], next=more)
