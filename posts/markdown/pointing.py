"""Things in a photo: links beneath it whose title is a place on it, in percent from its upper left corner.

    ![On the quay](photo:DIGEST)
    [Wool coat](/lists/12#piece-7 "34,60")

Each is a numbered mark on the photo, and below stands what it leads to.
"""

import re
from collections.abc import Sequence
from typing import Literal

from markdown_it.token import Token

from posts.markdown.embeds import embed_of
from posts.markdown.words import words_of

PLACE = re.compile(r"(\d{1,2}|100),(\d{1,2}|100)", re.ASCII)


def pointed(children: Sequence[Token], home: str) -> list[Token]:
    """The blocks of a paragraph of photos and of things in them; nothing where it holds anything else."""
    photos: list[Token] = []
    things: list[Token] = []
    marks: list[tuple[Token, tuple[int, int, int]]] = []
    rest = [child for child in children if child.type != "softbreak" and not _is_blank(child)]
    while rest:
        if rest[0].type == "photo":
            photos.append(rest.pop(0))
            continue
        thing, place, rest = _thing(rest, home)
        if not (photos and thing and place):
            return []
        things.append(thing)
        marks.append((photos[-1], (*place, len(things))))
    if not things:
        return []
    for photo, mark in marks:
        photo.meta.setdefault("points", []).append(mark)
    return [*_side_by_side(photos), _block("things", 1), *things, _block("things", -1)]


def _thing(rest: list[Token], home: str) -> tuple[Token | None, tuple[int, int] | None, list[Token]]:
    """What stands for the thing that the first link leads to, its place, and what comes after the link."""
    link = rest[0]
    place = PLACE.fullmatch(str(link.attrGet("title") or "")) if link.type == "link_open" else None
    end = next((at for at, child in enumerate(rest) if child.type == "link_close"), 0)
    if not place or not end:
        return None, None, rest
    thing = embed_of(link, words_of(rest[1:end]), home)
    return thing, (int(place[1]), int(place[2])), rest[end + 1 :]


def _is_blank(child: Token) -> bool:
    return child.type == "text" and not child.content.strip()


def _side_by_side(photos: Sequence[Token]) -> Sequence[Token]:
    return photos if len(photos) == 1 else [_block("gallery", 1), *photos, _block("gallery", -1)]


def _block(name: str, nesting: Literal[-1, 1]) -> Token:
    end = "open" if nesting > 0 else "close"
    return Token(f"{name}_{end}", "div", nesting, attrs={"class": name} if nesting > 0 else {}, block=True)
