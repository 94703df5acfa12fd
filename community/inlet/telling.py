"""A batch of events: the good ones count, each bad one is answered by what is wrong with it.

Told again, an event changes nothing, for its key is remembered; told again with other content, it is refused.
All events of a batch are one transaction, and those of one source come one after the other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from flask_babel import gettext as _

from community import clock
from community.db import db, transaction
from community.engagement.many import record_many
from community.engagement.policy import PURCHASES
from community.inlet.contents import COLUMNS, Content, contents_of, known_of
from community.inlet.events import BadEvent, Trouble, Understood, key_in, understood
from community.inlet.models import Source


class Status(StrEnum):
    ACCEPTED = "accepted"
    DUPLICATE = "duplicate"  # it was told before, word for word
    REFUSED = "refused"


@dataclass(frozen=True)
class Result:
    """What became of one event, in the order they were told."""

    key: str | None
    status: Status
    error: str | None = None
    code: Trouble | None = None


def tell(source: Source, raws: Sequence[object]) -> list[Result]:
    """Answers one result for every event."""
    read = [_read(raw) for raw in raws]
    good = [it for it in read if isinstance(it, Understood)]
    with transaction():
        db.session.refresh(source, with_for_update=True)
        contents = contents_of(source, good)
        known = known_of(contents)
        new: dict[str, Content] = {}
        results = [
            it if isinstance(it, Result) else _weighed(it, contents[id(it)], known, new) for it in read
        ]
        record_many(list(new.values()))
        _remember(source, results)
    return results


def _read(raw: object) -> Understood | Result:
    try:
        return understood(raw)
    except BadEvent as bad:
        return _refused(key_in(raw), bad)


def _refused(key: str | None, bad: BadEvent) -> Result:
    return Result(key, Status.REFUSED, str(bad), bad.trouble)


def _weighed(
    event: Understood, content: Content | BadEvent, known: Mapping[str, Content], new: dict[str, Content]
) -> Result:
    try:
        if isinstance(content, BadEvent):
            raise content
        if before := known.get(content["key"]) or new.get(content["key"]):
            _agree(content, before)
            return Result(event.key, Status.DUPLICATE)
        if content["reverses"]:
            content = _reversal(content, known.get(content["reverses"]) or new.get(content["reverses"]))
    except BadEvent as bad:
        return _refused(event.key, bad)
    new[content["key"]] = content
    return Result(event.key, Status.ACCEPTED)


def _agree(content: Content, before: Content) -> None:
    """The amount of what takes back another is that of the other, whatever was said."""
    said = {**content, "amount": before["amount"]} if content["reverses"] else content
    if changed := [name for name in COLUMNS if said[name] != before[name]]:
        raise BadEvent(
            Trouble.CONFLICT,
            _(
                "This key was told before with another %(what)s. What was told stays: take it back by an "
                "event that reverses it, and tell it anew under another key.",
                what=", ".join(name.removesuffix("_id") for name in changed),
            ),
        )


def _reversal(content: Content, undone: Content | None) -> Content:
    """What is not told yet is taken on trust: it may come later."""
    if undone is None:
        return content
    if undone["member_id"] != content["member_id"]:
        raise BadEvent(Trouble.WRONG_REVERSAL, _("reverses: that event is another member's."))
    if (content["deed"] in PURCHASES) != (undone["deed"] in PURCHASES):
        raise BadEvent(Trouble.WRONG_REVERSAL, _("reverses: that event is of another kind."))
    if content["amount"] and undone["amount"] and content["amount"] != undone["amount"]:
        raise BadEvent(
            Trouble.WRONG_REVERSAL,
            _(
                "reverses takes the whole purchase back, and its amount is another. For a part that came "
                "back, leave reverses out and tell amount, storefront and category."
            ),
        )
    return {**content, "amount": undone["amount"]}


def _remember(source: Source, results: Sequence[Result]) -> None:
    source.told_at = clock.now()
    source.kept += sum(it.status is Status.ACCEPTED for it in results)
    source.refused += sum(it.status is Status.REFUSED for it in results)
