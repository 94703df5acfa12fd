"""From what was typed to what the room reads: light Markdown, mentions, and nothing a browser would run."""

import re
from collections.abc import Mapping
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from community.db import Refusal

LONGEST = 4000
TAGS = {"p", "br", "em", "strong", "s", "code", "pre", "blockquote", "a"}
RULES = ["emphasis", "strikethrough", "backticks", "fence", "blockquote", "escape", "entity", "autolink"]
MENTION = re.compile(r"(?<![\w@/.])@([^\W_][\w-]{0,39})")
CALLS = 5  # how many names in one message are called
EVERYBODY = "room"  # no member's handle: it is reserved


class NothingSaid(Refusal):
    """A message needs a word or a photo."""


class TooLong(Refusal):
    """The words are kept in the browser; the member shortens or splits them."""


def cleaned(text: str) -> str:
    """Without what no database stores; spaces around it mean nothing. Raises TooLong."""
    words = text.replace("\0", "").encode(errors="ignore").decode().replace("\r\n", "\n").strip()
    if len(words) > LONGEST:
        raise TooLong
    return words


def handles_in(text: str) -> list[str]:
    """Whom it calls, in order, each once."""
    called = dict.fromkeys(handle.lower() for handle in MENTION.findall(text))
    return [handle for handle in called if handle != EVERYBODY][:CALLS]


def calls_everybody(text: str) -> bool:
    return any(handle.lower() == EVERYBODY for handle in MENTION.findall(text))


def rendered(text: str, names: Mapping[str, str]) -> str:
    """Safe HTML; `names` are the members it may call, by handle."""
    return nh3.clean(
        _markdown.render(text, {"names": names}).replace("\n</code>", "</code>").strip(),
        tags=TAGS,
        attributes={"a": {"href"}},
        allowed_classes={"a": {"mention"}, "strong": {"mention"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener ugc",
    )


def _call_names(state: StateCore) -> None:
    names: Mapping[str, str] = state.env["names"]
    for block in state.tokens:
        if names and block.type == "inline" and block.children:
            block.children = _with_calls(block.children, names)


def _with_calls(tokens: list[Token], names: Mapping[str, str]) -> list[Token]:
    result: list[Token] = []
    in_link = 0
    for token in tokens:
        in_link += {"link_open": 1, "link_close": -1}.get(token.type, 0)
        if token.type == "text" and not in_link:
            result += _split(token.content, names)
        else:
            result.append(token)
    return result


def _split(text: str, names: Mapping[str, str]) -> list[Token]:
    parts: list[Token] = []
    end = 0
    for call in MENTION.finditer(text):
        if name := names.get(call[1].lower()):
            parts += [_word(text[end : call.start()]), *_call(call[1].lower(), name)]
            end = call.end()
    return [*parts, _word(text[end:])]


def _word(text: str) -> Token:
    return Token("text", "", 0, content=text)


def _call(handle: str, name: str) -> list[Token]:
    if handle == EVERYBODY:
        opening = Token("strong_open", "strong", 1, attrs={"class": "mention"})
        return [opening, _word(f"@{name}"), Token("strong_close", "strong", -1)]
    attributes: dict[str, Any] = {"class": "mention", "href": f"/@{handle}"}
    return [Token("link_open", "a", 1, attrs=attributes), _word(f"@{name}"), Token("link_close", "a", -1)]


_markdown = MarkdownIt("zero", {"html": False, "linkify": True, "breaks": True}).enable(
    [*RULES, "link", "linkify", "newline"]
)
_markdown.core.ruler.push("call_names", _call_names)
