"""A thing as it stands at a moment, kept with the case: what was reported is not edited away."""

from collections.abc import Callable
from typing import Any, cast

from community import clock
from community.belonging import Care, care_of
from community.contributions import Contribution
from community.members import Member

Kept = dict[str, Any]
Beside = Callable[[Contribution], list[str]]
MEMBER = "member"
_beside: dict[str, Beside] = {}
NOT_SHOWN = {"slug", "excerpt"}  # made of the others


def kept_beside(kind: str) -> Callable[[Beside], Beside]:
    """Declare what of a kind stands in other rows, a line for each: the pieces of a list."""

    def declare(call: Beside) -> Beside:
        _beside[kind] = call
        return call

    return declare


def as_it_stands(it: Contribution | Member) -> Kept:
    words = _of_member(it) if isinstance(it, Member) else _of_contribution(it)
    return {name: value for name, value in words.items() if value}


def photo_of(it: Contribution | Member) -> str | None:
    """Its first photo: a digest."""
    names = ("portrait",) if isinstance(it, Member) else ("cover", "photo")
    return next((cast("str", found) for name in names if (found := getattr(it, name, None))), None)


def kind_of(it: Contribution | Member) -> str:
    return MEMBER if isinstance(it, Member) else it.kind


def stamped(kept: Kept) -> Kept:
    return {**kept, "at": clock.now().isoformat()}


def is_as_it_was(kept: Kept, now: Kept) -> bool:
    return {name: value for name, value in kept.items() if name != "at"} == now


def _of_member(it: Member) -> Kept:
    return {"title": it.name, "text": it.bio, "portrait": it.portrait}


def _of_contribution(it: Contribution) -> Kept:
    """All its words, whatever its kind calls them."""
    columns = {attribute.key: attribute.columns[0] for attribute in it.__mapper__.column_attrs}
    words = {
        name: getattr(it, name)
        for name, column in columns.items()
        if name not in NOT_SHOWN and care_of(column) is Care.WORDS
    }
    if "html" not in words and it.excerpt:
        words["text"] = words.get("text") or it.excerpt
    beside = _beside.get(it.kind)
    return {**words, "disclosure": it.disclosure, "beside": beside(it) if beside else []}
