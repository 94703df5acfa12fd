"""From what a member typed to what others read: Markdown, made safe, stored rendered."""

import re
import unicodedata
from html import unescape

import nh3
from markdown_it import MarkdownIt

TAGS = {
    "p", "br", "hr", "h2", "h3", "h4", "em", "strong", "s", "code", "pre", "blockquote",
    "ul", "ol", "li", "a", "img", "figure", "figcaption", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "srcset", "sizes", "alt", "title", "width", "height", "loading"},
    "ol": {"start"},
}
_markdown = MarkdownIt("commonmark", {"html": False, "linkify": True, "typographer": False}).enable(
    ["linkify", "table", "strikethrough"]
)


def rendered(text: str) -> str:
    """Safe HTML of a member's Markdown. Headings begin below the page's own title."""
    html = _markdown.render(text)
    html = re.sub(r"<(/?)h([1-6])>", lambda m: f"<{m[1]}h{min(int(m[2]) + 1, 4)}>", html)
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener ugc",
    )


def plain(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def excerpt_of(html: str, length: int = 200) -> str:
    """The beginning of a text, cut at a word, without its marks."""
    text = plain(html)
    if len(text) <= length:
        return text
    cut = text[:length]
    return (cut.rsplit(" ", 1)[0] if " " in cut[length // 2 :] else cut) + "…"


def slug_of(title: str) -> str:
    """A title as part of an address: letters of any script, joined by hyphens; may be empty."""
    flat = unicodedata.normalize("NFKC", title).lower()
    return re.sub(r"[\W_]+", "-", flat).strip("-")[:60].strip("-")


def minutes_to_read(html: str) -> int:
    """At 220 words a minute; a Chinese character counts as three quarters of a word."""
    text = plain(html)
    han = len(re.findall(r"[\u4e00-\u9fff]", text))
    words = len(re.findall(r"[^\W_]+", re.sub(r"[\u4e00-\u9fff]", " ", text)))
    return max(1, round((words + han * 0.75) / 220))
