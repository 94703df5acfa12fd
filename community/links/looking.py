"""Look at a page: what it says of itself, and the picture it shows of it."""

import io
from typing import IO

from community.aside import aside
from community.links.fetching import fetch
from community.links.reading import Found, read_page

MOST_OF_PICTURE = 8_000_000


def look_at(url: str) -> Found:
    """Raises an Unfetchable. Hold no transaction meanwhile."""
    answer = fetch(url, cut=True)
    return aside(read_page, answer.content, answer.url, answer.charset)


def look_for_picture(url: str) -> IO[bytes]:
    """The bytes of a picture, for `pictures.store`, which trusts none of them. Raises an Unfetchable."""
    return io.BytesIO(fetch(url, kinds=("image/",), most=MOST_OF_PICTURE).content)
