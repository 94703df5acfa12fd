"""Our Markdown: CommonMark without HTML, with tables, typed links, members named by @, photos and embeds."""

from collections import Counter

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

from community.slugs import slug_of
from posts.markdown.embeds import embed, embeds
from posts.markdown.links import typed_links
from posts.markdown.mentions import mentions
from posts.markdown.photos import photo, photos
from posts.markdown.words import words_of

HIGHEST, LOWEST = 2, 4  # the title of the page is above them all


def markdown() -> MarkdownIt:
    it = MarkdownIt("commonmark", {"html": False, "linkify": True, "typographer": False})
    it.enable(["linkify", "table", "strikethrough"])
    it.inline.ruler.at("linkify", typed_links)
    for name, rule in (("titles", titles), ("photos", photos), ("mentions", mentions), ("embeds", embeds)):
        it.core.ruler.push(name, rule)
    it.add_render_rule("photo", photo)
    it.add_render_rule("embed", embed)
    return it


def titles(state: StateCore) -> None:
    """Headings stand below the page's own title, and each can be pointed to."""
    taken: Counter[str] = Counter()
    for at, token in enumerate(state.tokens):
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(max(int(token.tag[1]), HIGHEST), LOWEST)}"
        if token.type == "heading_open":
            name = f"h-{slug_of(words_of(state.tokens[at + 1].children))}"
            taken[name] += 1
            token.attrSet("id", name if taken[name] == 1 else f"{name}--{taken[name]}")
