"""A link that has a paragraph to itself is more than a link.

One to a list, a piece or a product of the house stands for that thing; an address of elsewhere, typed as it
is, becomes a card. Only the place is marked here, with the link in it: what is shown there depends on who
reads, see posts/embeds.
"""

import re
from collections.abc import Sequence
from typing import Any

from markdown_it.common.utils import escapeHtml
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from community.standing_in import has_something
from posts.markdown.words import words_of

INSIDE = re.compile(
    r"(/lists/\d{1,18})(?:-[^#?/]*)?(#piece-\d{1,18})?|(/products/\d{1,18})(?:-[^#?/]*)?", re.ASCII
)
OUTSIDE = re.compile(r"https?://[^\s\"<>]+", re.IGNORECASE)
TYPED = {"linkify", "autolink"}


def embeds(state: StateCore) -> None:
    tokens: list[Token] = []
    for token in state.tokens:
        alone = token.type == "paragraph_close" and token.level == 0 and _link_alone(tokens[-1])
        words = words_of(tokens[-1].children) if alone else ""
        if alone and (it := embed_of(alone, words, str(state.env.get("home", "")))):
            tokens[-2:] = [it]
        else:
            tokens.append(token)
    state.tokens = tokens


def embed_of(link: Token, words: str, home: str) -> Token | None:
    if shown := embedded(link, home):
        return Token("embed", "figure", 0, content=words, meta={"shown": shown, "href": _href(link)})
    return None


def embedded(link: Token, home: str) -> str:
    """What stands for the thing it leads to: its address within the house, or a whole one of elsewhere."""
    href = _href(link)
    if home and href.startswith(f"{home}/"):
        href = href.removeprefix(home)
    if inside := INSIDE.fullmatch(href):
        return "".join(part for part in inside.groups() if part)
    if has_something(href):
        return href
    return href if link.markup in TYPED and OUTSIDE.fullmatch(href) else ""


def _link_alone(inline: Token) -> Token | None:
    match [child for child in inline.children or () if child.type != "text" or child.content.strip()]:
        case [first, *inside, last] if first.type == "link_open" and last.type == "link_close":
            return None if any(child.type == "link_close" for child in inside) else first
    return None


def _href(link: Token) -> str:
    return str(link.attrGet("href") or "")


def embed(_renderer: Any, tokens: Sequence[Token], at: int, *_more: object) -> str:  # noqa: ANN401  theirs
    it = tokens[at]
    shown, href = escapeHtml(it.meta["shown"]), escapeHtml(it.meta["href"])
    return f'<figure data-embed="{shown}"><a href="{href}">{escapeHtml(it.content)}</a></figure>\n'
