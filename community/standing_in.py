"""What stands in a text for a link that has a paragraph to itself: rooms above say it of their things."""

import re
from collections.abc import Callable, Mapping, Sequence

from markupsafe import Markup

from community.members import Member

# Of these addresses, those that a reader may see, and how each is shown.
Shown = Callable[[Sequence[str], Member], Mapping[str, Markup]]
_kinds: list[tuple[re.Pattern[str], Shown]] = []


def stands_in(address: re.Pattern[str]) -> Callable[[Shown], Shown]:
    """Declare how things at addresses of this form are shown; asked once for all that a page has of them."""

    def declare(call: Shown) -> Shown:
        _kinds.append((address, call))
        return call

    return declare


def has_something(address: str) -> bool:
    return any(pattern.fullmatch(address) for pattern, _ in _kinds)


def shown_for(addresses: Sequence[str], me: Member) -> Mapping[str, Markup]:
    shown: dict[str, Markup] = {}
    for pattern, call in _kinds:
        if those := [address for address in addresses if pattern.fullmatch(address)]:
            shown |= call(those, me)
    return shown
