"""`@ada` leads to Ada, if there is an Ada; not within links and code."""

import re
from collections.abc import Collection, Iterator, Sequence

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

MENTION = re.compile(r"(?<![\w@/.])@([A-Za-z0-9_]{3,20})(?![\w@])", re.ASCII)


def mentions(state: StateCore) -> None:
    inlines = [token for token in state.tokens if token.type == "inline"]
    texts = [child for inline in inlines for child in _outside_links(inline.children or [])]
    handles = [match[1].lower() for child in texts for match in MENTION.finditer(child.content)]
    known = state.env["members"](list(dict.fromkeys(handles)))
    if not known:
        return
    open_to_names = {id(child) for child in texts}
    for inline in inlines:
        inline.children = [
            part
            for child in inline.children or []
            for part in (_named(child, known) if id(child) in open_to_names else [child])
        ]


def _outside_links(children: Sequence[Token]) -> Iterator[Token]:
    inside = 0
    for child in children:
        inside += child.nesting if child.type in {"link_open", "link_close"} else 0
        if child.type == "text" and not inside:
            yield child


def _named(text: Token, known: Collection[str]) -> Iterator[Token]:
    rest = 0
    for match in MENTION.finditer(text.content):
        if (handle := match[1].lower()) in known:
            yield Token("text", "", 0, content=text.content[rest : match.start()])
            yield Token("link_open", "a", 1, attrs={"href": f"/@{handle}", "class": "mention"})
            yield Token("text", "", 0, content=match[0])
            yield Token("link_close", "a", -1)
            rest = match.end()
    yield Token("text", "", 0, content=text.content[rest:])
