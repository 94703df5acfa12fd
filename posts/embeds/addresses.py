"""What the place of an embed names."""

import re
from html import unescape
from typing import NamedTuple

PRODUCT = re.compile(r"/products/(\d{1,18})(?:-[^#?/]*)?", re.ASCII)
LIST = re.compile(r"/lists/(\d{1,18})(?:-[^#?/]*)?(?:#piece-(\d{1,18}))?", re.ASCII)

OUTSIDE = re.compile(r'<figure data-embed="(https?://[^"]+)">', re.IGNORECASE)
MOST_OUTSIDE = 20  # of one text


class Place(NamedTuple):
    """A list of the house, one piece of it, a product, another room's thing; or else a page of elsewhere."""

    address: str
    list_id: int | None = None
    piece_id: int | None = None
    product_id: int | None = None

    @property
    def is_outside(self) -> bool:
        return not self.address.startswith("/")

    @property
    def is_of_another_room(self) -> bool:
        return not self.is_outside and self.list_id is None and self.product_id is None


def place_of(address: str) -> Place:
    if found := LIST.fullmatch(address):
        return Place(address, int(found[1]), int(found[2]) if found[2] else None)
    if found := PRODUCT.fullmatch(address):
        return Place(address, product_id=int(found[1]))
    return Place(address)


def outside_in(html: str) -> list[str]:
    """The addresses of elsewhere that a text wants cards of, each once."""
    return list(dict.fromkeys(unescape(url) for url in OUTSIDE.findall(html)))[:MOST_OUTSIDE]
