"""Addresses become links as they are typed."""

import re

from markdown_it.rules_inline import StateInline

SCHEME = re.compile(r"(?:^|[^a-z0-9.+-])(https?)$", re.IGNORECASE)
LONGEST_LINK = 2000


def typed_links(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  as they call it
    """As the library's own rule, but that one reads all that went before at each «://»: a square of time."""
    scheme = SCHEME.search(state.pending[-8:]) if state.src.startswith("://", state.pos) else None
    if not scheme or state.linkLevel or not state.md.linkify:
        return False
    start = state.pos - len(scheme[1])
    link = state.md.linkify.match_at_start(state.src[start : start + LONGEST_LINK])
    address = state.md.normalizeLink(link.url.rstrip("*")) if link else ""
    if not link or not state.md.validateLink(address):
        return False
    if not silent:
        state.pending = state.pending[: -len(scheme[1])]
        opening = state.push("link_open", "a", 1)
        opening.attrs, opening.markup = {"href": address}, "linkify"
        state.push("text", "", 0).content = state.md.normalizeLinkText(link.url.rstrip("*"))
        state.push("link_close", "a", -1)
    state.pos = start + len(link.url.rstrip("*"))
    return True
