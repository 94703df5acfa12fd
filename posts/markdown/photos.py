"""A photo of ours, `![words](photo:DIGEST)`, stands between paragraphs; any other picture is a link.

The words are its caption; with a title, `![what it shows](photo:DIGEST "caption")`, they are for those who
cannot see it. Photos that have a paragraph to themselves stand side by side; links may point into them, see
pointing.py.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from markdown_it.common.utils import escapeHtml
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from posts.markdown.pointing import pointed
from posts.markdown.words import words_of

FEWEST = 2  # side by side


def photos(state: StateCore) -> None:
    """Asks `env["photos"]` once which of the digests are photos."""
    named = [_digest(child) for token in state.tokens for child in token.children or () if _digest(child)]
    known = state.env["photos"](list(dict.fromkeys(named)))
    tokens: list[Token] = []
    for at, token in enumerate(state.tokens):
        if token.type != "inline":
            tokens.append(token)
            continue
        in_paragraph = state.tokens[at - 1].type == "paragraph_open"
        token.children = list(_without_strange_pictures(token.children or [], known if in_paragraph else ()))
        home = str(state.env.get("home", ""))
        if in_paragraph and (blocks := pointed(token.children, home) or _gallery(token.children)):
            tokens += [*blocks, tokens.pop(), Token("inline", "", 0, children=[])]
        else:
            tokens += _parted(tokens.pop(), token) if in_paragraph else [token]
    state.tokens = _without_empty_paragraphs(tokens)


def _digest(token: Token) -> str:
    source = str(token.attrGet("src") or "") if token.type == "image" else ""
    return source.removeprefix("photo:") if source.startswith("photo:") else ""


def _without_strange_pictures(children: Sequence[Token], known: Collection[str]) -> Iterator[Token]:
    inside_link = 0
    for child in children:
        inside_link += child.nesting if child.type in {"link_open", "link_close"} else 0
        if child.type != "image":
            yield child
        elif child.level == 0 and _digest(child) in known:
            words, caption = words_of(child.children), child.attrGet("title")
            meta = {"photo": _digest(child), "alt": words if caption else ""}
            yield Token("photo", "figure", 0, content=str(caption or words).strip(), meta=meta)
        else:
            yield from _link(child, as_link=not inside_link and not _digest(child))


def _link(image: Token, *, as_link: bool) -> Iterator[Token]:
    source, words = str(image.attrGet("src") or ""), Token("text", "", 0, content=words_of(image.children))
    if not as_link:
        yield words
        return
    words.content = words.content or source
    yield Token("link_open", "a", 1, attrs={"href": source})
    yield words
    yield Token("link_close", "a", -1)


def _gallery(children: Sequence[Token]) -> list[Token]:
    """The photos of a paragraph that holds two and more, and nothing else."""
    shown = [child for child in children if child.type == "photo"]
    others = [child for child in children if child.type != "photo" and child.content.strip()]
    if len(shown) < FEWEST or others:
        return []
    return [
        Token("gallery_open", "div", 1, attrs={"class": "gallery"}, block=True),
        *shown,
        Token("gallery_close", "div", -1, block=True),
    ]


def _parted(opening: Token, inline: Token) -> Iterator[Token]:
    """A paragraph with photos in it becomes paragraphs before, between and after them."""
    parts: list[list[Token]] = [[]]
    for child in inline.children or []:
        if child.type == "photo":
            parts += [[child], []]
        else:
            parts[-1].append(child)
    for number, part in enumerate(parts):
        if number % 2:
            yield from part
            continue
        if number:
            yield Token("paragraph_open", "p", 1, hidden=opening.hidden)
        else:
            yield opening
        yield Token("inline", "", 0, children=_trimmed(part), content=inline.content)
        if number < len(parts) - 1:
            yield Token("paragraph_close", "p", -1, hidden=opening.hidden)


def _trimmed(part: list[Token]) -> list[Token]:
    breaks = {"softbreak", "hardbreak"}
    while part and part[0].type in breaks:
        part = part[1:]
    while part and part[-1].type in breaks:
        part = part[:-1]
    return part


def _without_empty_paragraphs(tokens: list[Token]) -> list[Token]:
    full: list[Token] = []
    for token in tokens:
        empty = token.type == "paragraph_close" and full[-1].type == "inline" and not full[-1].children
        if empty and full[-2].type == "paragraph_open":
            del full[-2:]
        else:
            full.append(token)
    return full


def photo(_renderer: Any, tokens: Sequence[Token], at: int, *_more: object) -> str:  # noqa: ANN401  theirs
    """Only its place: the picture itself is put there when the text is safe."""
    it = tokens[at]
    points = "".join(f"@{x},{y},{number}" for x, y, number in it.meta.get("points", ()))
    shown = escapeHtml(f"{it.meta['photo']}{points} {it.meta['alt']}".strip())
    return f'<figure data-photo="{shown}"><figcaption>{escapeHtml(it.content)}</figcaption></figure>\n'
