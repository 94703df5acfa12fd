"""What can be found: each kind says how it is read for the index, and what of it is watched for change."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar, cast

from community.db import Model

VISIBILITY = frozenset({"title", "published_at", "hidden_at", "removed_at", "author_id", "audience"})


Part = TypeVar("Part", bound=Model)


@dataclass(frozen=True)
class Document:
    """One thing as it is searched. It is shown under `root`: a reply under its topic, all else as itself."""

    kind: str  # of what it is shown as
    id: int
    title: str
    text: str
    at: datetime
    author_id: int
    root: int | None = None
    tags: Sequence[str] = ()
    facts: Sequence[str] = ()  # "board:lab", "has:photo": what operators ask of it; "for:…": for whom it is


# Of these ids, what may be found; what not every member may read has a fact that says for whom it is.
# The others are forgotten.
Read = Callable[[Sequence[int]], Iterable[Document]]
# Of these ids, the others that are read or hidden with them: (kind, their ids).
Beneath = Callable[[Sequence[int]], tuple[str, Sequence[int]]]


@dataclass(frozen=True)
class Kind:
    name: str
    model: type[Model]
    read: Read
    beneath: Beneath | None = None


@dataclass(frozen=True)
class Watch:
    kind: str
    attributes: frozenset[str]
    id: Callable[[Model], int]


kinds: dict[str, Kind] = {}
named: dict[str, str] = {}  # by each of their names
watches: dict[type[Model], Watch] = {}


def searchable(
    name: str,
    model: type[Model],
    read: Read,
    *,
    watch: Iterable[str] = (),
    beneath: Beneath | None = None,
    called: Iterable[str] = (),
) -> None:
    """Declare a kind. Whatever changes its visibility or what is named in `watch` has it indexed again.

    `called` is what `kind:` may say for it.
    """
    named.update(dict.fromkeys((name, *called), name))
    kinds[name] = Kind(name, model, read, beneath)
    watches[model] = Watch(name, VISIBILITY.union(watch), _own_id)


def part(of: str, model: type[Part], watch: Iterable[str], id: Callable[[Part], int]) -> None:
    """Declare what is found as a part of something else: a piece, as its list."""
    watches[model] = Watch(of, frozenset(watch), cast("Callable[[Model], int]", id))


def _own_id(it: Model) -> int:
    return int(it.id)  # type: ignore[attr-defined]  # whatever can be found has one
