"""What programs are answered: models, so that the description says nothing else than the truth."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, PlainSerializer

from community.engagement.standing import Tier

T = TypeVar("T")
R = TypeVar("R")


class Answer(BaseModel):
    """Read from rows and from things alike, by their names."""

    model_config = ConfigDict(from_attributes=True, frozen=True)


Moment = Annotated[
    datetime, PlainSerializer(lambda at: at.isoformat(timespec="milliseconds"), when_used="json")
]


class Author(Answer):
    """Who made it."""

    handle: str
    name: str
    portrait: str | None = None
    tier: Tier | None = None


class Page(Answer, Generic[T]):
    """A page of a list; `next` is the cursor of the page after it, null at the end."""

    items: Sequence[T]
    next: str | None = None


def page(rows: Sequence[R], limit: int, write: Callable[[R], T], place: Callable[[R], str]) -> Page[T]:
    """From one row more than was asked for: that one says only that there is more."""
    shown = rows[:limit]
    more = place(shown[-1]) if len(rows) > limit else None
    return Page(items=[write(row) for row in shown], next=more)
