"""Parts of pages that are rendered once and shown many times.

What is kept lies under a key that holds everything it shows, the reader's language included. What differs
from one reader to the next is a hole, filled for each of them in one pass.
"""

import re
import secrets
from collections.abc import Callable, Hashable, Mapping
from itertools import islice

from flask import current_app
from markupsafe import Markup

from community.languages import language

Shape = tuple[str, ...]  # text and names of holes in turn
MOST = 14_000_000  # characters in this process; a reply takes about 2,000
_mark = secrets.token_hex(8)  # so that no member can write a hole
_holes = re.compile(rf"<!--{_mark}:(\w+)-->")


class Shelf:
    """Keeps what was made, and lets go of the oldest when it is full."""

    def __init__(self, most: int = MOST) -> None:
        self.most, self.size = most, 0
        self.kept: dict[Hashable, Shape] = {}

    def take(self, key: Hashable, make: Callable[[], str]) -> Shape:
        shape = self.kept.get(key)
        return shape if shape is not None else self.put(key, make())

    def put(self, key: Hashable, html: str) -> Shape:
        shape = self.kept[key] = shape_of(html)
        self.size += len(html)
        if self.size > self.most:
            self.make_room()
        return shape

    def make_room(self) -> None:
        for key in list(islice(self.kept, len(self.kept) // 4 + 1)):
            del self.kept[key]
        self.size = sum(len(text) for shape in self.kept.values() for text in shape)


shelf = Shelf()


def shape_of(html: str) -> Shape:
    return tuple(_holes.split(html))


def hole(name: str) -> Markup:
    return Markup(f"<!--{_mark}:{name}-->")  # noqa: S704  both are ours


def filled(shape: Shape, bits: Mapping[str, str]) -> str:
    """The whole fragment; `bits` are HTML already."""
    parts = list(shape)
    parts[1::2] = [bits[name] for name in shape[1::2]]
    return "".join(parts)


def kept(*shown: Hashable, caller: Callable[[], str]) -> Markup:
    """`{% call kept("rail", reader) %}…{% endcall %}` renders its body once for all whose key is the same."""
    if current_app.debug:
        return Markup(caller())  # noqa: S704  a template's own output
    return Markup(shelf.take(("kept", language(), *shown), caller)[0])  # noqa: S704
