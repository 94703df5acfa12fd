"""What the place of an embed names."""

import re
from typing import NamedTuple

LIST = re.compile(r"/lists/(\d{1,18})(?:-[^#?/]*)?(?:#piece-(\d{1,18}))?", re.ASCII)


class Place(NamedTuple):
    """A list of the house or one piece of it; or else a page of elsewhere."""

    address: str
    list_id: int | None = None
    piece_id: int | None = None


def place_of(address: str) -> Place:
    if found := LIST.fullmatch(address):
        return Place(address, int(found[1]), int(found[2]) if found[2] else None)
    return Place(address)
