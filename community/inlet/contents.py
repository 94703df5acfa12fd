"""What each event would be as an activity, and what was told before under its key."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from community.db import facts_of, rows
from community.engagement.activity import Activity
from community.inlet.events import BadEvent, Trouble, Understood
from community.inlet.models import Source
from community.products.customers import members_by_name
from community.products.finding import key_of as sound_of
from community.products.finding import storefront_named
from community.products.models import Storefront
from community.statements import among

Content = Mapping[str, Any]  # the columns of an activity
COLUMNS = (
    "member_id",
    "deed",
    "counterparty_id",
    "storefront",
    "category",
    "product",
    "amount",
    "reverses",
    "occurred_at",
)


def contents_of(source: Source, events: Sequence[Understood]) -> dict[int, Content | BadEvent]:
    """What each would be as an activity, by the identity of the event."""
    members = members_by_name((name for event in events for name in event.names), source.name)
    shops = shops_by_name(event.storefront for event in events)
    return {id(event): _content(source, event, members, shops) for event in events}


def _content(
    source: Source, event: Understood, members: Mapping[str, int], shops: Mapping[str, str | None]
) -> Content | BadEvent:
    if stranger := next((name for name in event.names if name not in members), None):
        return BadEvent(
            Trouble.UNKNOWN_MEMBER,
            _(
                "Nobody here is known as %(name)s: tell a handle, an e-mail address or a customer number.",
                name=stranger[:100],
            ),
        )
    return {
        "key": key_of(source, event.key),
        "deed": event.deed,
        "member_id": members[event.member],
        "counterparty_id": members[event.counterparty] if event.counterparty else None,
        "storefront": shops[event.storefront],
        "category": event.category or None,
        "product": event.product or None,
        "amount": event.amount,
        "reverses": key_of(source, event.reverses) if event.reverses else None,
        "occurred_at": event.occurred_at,
    }


def key_of(source: Source, key: str) -> str:
    """Of the activity: a source's name has no colon, so nothing of one source is taken for another's."""
    return f"inlet:{source.name}:{key}"


def shops_by_name(names: Iterable[str]) -> Mapping[str, str | None]:
    """What each storefront is called here; one that is not known yet is made, as it was spelled first."""
    keys = {name: sound_of(name) for name in names if name}
    wanted = sorted(set(keys.values()))
    known = {row.key: row.name for row in rows(_shops, {"keys": wanted})}
    first = {key: name for name, key in reversed(keys.items())}
    made = {key: storefront_named(first[key]) for key in wanted if key not in known}
    known |= {key: shop.name for key, shop in made.items() if shop}
    return {"": None} | {name: known.get(key) for name, key in keys.items()}


_shops = select(Storefront.key, Storefront.name).where(among(Storefront.key, "keys"))


def known_of(contents: Mapping[int, Content | BadEvent]) -> dict[str, Content]:
    """What was told before of their keys and of what they take back."""
    good = [it for it in contents.values() if not isinstance(it, BadEvent)]
    keys = {it["key"] for it in good} | {it["reverses"] for it in good if it["reverses"]}
    return {it["key"]: it for it in facts_of(rows(_told, {"keys": sorted(keys)}))}


_told = select(Activity.key, *(getattr(Activity, name) for name in COLUMNS)).where(
    among(Activity.key, "keys")
)
